/**
 * What a string is as a whole. A bare secret is only looked for where no shell and no database would act on the string:
 * in plain `words` on one line, a `url`, lines of `settings`, or a `connection` string. `shell` has a character by which a shell
 * goes on, and `statement` is read by a database. Nothing runs what is `inert`, such as the text of an error.
 */
export type TextForm = 'inert' | 'words' | 'url' | 'settings' | 'connection' | 'shell' | 'statement';

/**
 * The form of a string. In doubt it is `shell`. Linear.
 *
 * @param isInert Whether nothing runs the string, such as the text of an error.
 */
export function formOf(text: string, isInert = false): TextForm {
  if (isInert) return 'inert';
  if (STATEMENTS.some((signs) => signs.every((sign) => sign.test(text)))) return 'statement';
  if (!ACTS.test(text)) return 'words';
  if (URL.test(text)) return 'url';
  if (text.includes('\n') && text.split(/\r?\n/).every((line) => SETTINGS_LINE.test(line))) return 'settings';
  const pieces = text.replace(/;$/, '').split(';');
  return pieces.length > 1 && pieces.every((piece) => CONNECTION_PIECE.test(piece)) ? 'connection' : 'shell';
}

/**
 * Whether a value that its name makes a secret could be a command or a condition all the same. It errs towards showing: a
 * password with a blank and a `;` is shown. Linear.
 */
export function acts(value: string): boolean {
  if (COOKIES.test(value)) return false;
  return (
    GOES_ON.test(value) ||
    (/\s/.test(value) && /[;|&<>]/.test(value)) ||
    (/["']/.test(value) && /--|[;=#]|\|\|/.test(value)) ||
    (/\s(?:or|and|union)\s/i.test(value) && value.includes('='))
  );
}

/** Characters by which a shell goes on, and comments. */
const ACTS = /[;|&$()<>`\\\n\r]|\/\*/;

/** How statements and conditions in SQL begin or go on: each of one kind in a string. */
const STATEMENTS: readonly (readonly RegExp[])[] = [
  [/\b(?:select|where|having|union|values|truncate)\s/i],
  [/\b(?:delete|insert|merge)\s/i, /\s(?:from|into)\s/i],
  [/\bupdate\s/i, /\sset\s/i],
];

/** https://www.rfc-editor.org/rfc/rfc3986, without `$` and parentheses. */
const URL = /^[a-z][a-z\d+.-]{1,30}:\/\/[\w.~:/?#[\]@!*+,=%&;-]+$/i;

/** A blank line, a comment, a section, `name = value`, `name: value`, or the first line of an HTTP request. */
const SETTINGS_LINE =
  /^[ \t]*(?:|[#[].*|(?:- |export )?["']?[\w.-]{1,64}["']?[ \t]{0,4}[=:].*|[A-Z]{3,7} \S+ HTTP\/[\d.]{1,3})$/;

const CONNECTION_PIECE = /^[ \t]{0,4}[\w .-]{1,40}=[^|&$()<>`\\\n\r]*$/;

/** A substitution, a comment, a second line, or a word after a character by which a shell goes on. */
const GOES_ON = /[`\n\r\0]|\$[({]|[<>]\(|\/\*|\*\/|[;|&]\s{0,9}[a-z~./][\w./-]+(?:$|[\s;|&$<>])/;

/** https://www.rfc-editor.org/rfc/rfc6265#section-4 */
const COOKIES = /^[\w.-]{1,80}=[^\s;|&$()<>`]*(?:; ?(?:[\w.-]{1,80}=[^\s;|&$()<>`]*|Secure|HttpOnly|Partitioned))*$/;
