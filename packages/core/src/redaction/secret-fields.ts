import { matchAt, type Span } from './credential-shapes.js';
import { isSecretName } from './secret-name.js';
import type { TextForm } from './text-form.js';

/**
 * The values in a string that follow the name of a secret: `password='...'`, `X-Api-Key: ...`, `--token ...`, `Bearer ...`.
 *
 * Between quotes a value counts in any string, if none of its characters could end the quotes or act within them. A bare value
 * counts where nothing acts. Linear.
 */
export function secretFieldsIn(text: string, form: TextForm): readonly Span[] {
  return [...assignedIn(text, form), ...followingIn(text, form)];
}

/** `name=value`, `name: value` and the like. */
function assignedIn(text: string, form: TextForm): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (index < end) continue;
    const name = nameBefore(text, index);
    if (!isSecretField(name, { text, form, sign })) continue;
    const start = index + sign.length;
    const found =
      literalAt(text, start, form) ??
      literalUpTo(text[index - name.length - 1], text, start, form) ??
      (sign === '=' && form !== 'settings'
        ? bareAt(text, start, form)
        : lineAt(text, index - name.length, start, form));
    if (found === undefined || text.slice(...found) === name) continue;
    spans.push(found);
    end = found[1];
  }
  return spans;
}

/** `--name value`, `Bearer ...`, `curl --user name:...`, and in SQL `PASSWORD '...'` and `IDENTIFIED BY '...'`. */
function followingIn(text: string, form: TextForm): readonly Span[] {
  return [...text.matchAll(GAP)].flatMap(({ 0: gap, index }): readonly Span[] => {
    const found = following(text, nameBefore(text, index), index + gap.length, form);
    return found === undefined ? [] : [found];
  });
}

function following(text: string, name: string, at: number, form: TextForm): Span | undefined {
  const isFlag = name.startsWith('--') && isSecretFlag(name);
  if (isFlag || /^(?:password|by)$/i.test(name)) {
    const literal = literalAt(text, at, form);
    if (literal !== undefined || !isFlag) return literal;
    return text[at] === '-' ? undefined : bareAt(text, at, form);
  }
  if (form !== 'words' && form !== 'inert') return undefined;
  if (/^(?:bearer|basic)$/i.test(name)) {
    const value = matchAt(TOKEN68, text, at);
    // `Basic responsibilities` is prose.
    return value !== '' && (form === 'inert' || /\d/.test(value)) ? [at, at + value.length] : undefined;
  }
  if (!/^(?:-u|--user)$/.test(name) || !CURL.test(text)) return undefined;
  const user = matchAt(USER, text, at).length;
  return user === 0 ? undefined : bareAt(text, at + user, form);
}

/** A value between quotes. In SQL, double quotes are around names. */
function literalAt(text: string, at: number, form: TextForm): Span | undefined {
  return literalUpTo(text[at], text, at + 1, form);
}

function literalUpTo(quote: string | undefined, text: string, start: number, form: TextForm): Span | undefined {
  if (quote !== "'" && (quote !== '"' || form === 'statement')) return undefined;
  const value = matchAt(INERT, text, start);
  const end = start + value.length;
  const isWhole = text[end] === quote && text[end + 1] !== quote && !COMMENT.test(value) && !PLACEHOLDER.test(value);
  return isWhole ? withoutScheme(text, start, end) : undefined;
}

/** A value without quotes, in a string in which nothing acts. */
function bareAt(text: string, start: number, form: TextForm): Span | undefined {
  if (form === 'shell' || form === 'statement') return undefined;
  const value = matchAt(form === 'url' ? BARE_IN_URL : BARE, text, start);
  const end = start + value.length;
  const isCut = /["'`\\$(<]/.test(text[end] ?? '');
  return isCut || PLACEHOLDER.test(value) || matchAt(CONJUNCTION, text, end) !== '' ? undefined : [start, end];
}

/** The rest of a line that begins with the name; in prose, a name and a colon are no more than words. */
function lineAt(text: string, nameStart: number, start: number, form: TextForm): Span | undefined {
  if (form !== 'words' && form !== 'settings' && form !== 'inert') return undefined;
  const before = text.slice(Math.max(0, nameStart - INDENT), nameStart);
  if (nameStart > INDENT && !before.includes('\n')) return undefined;
  if (!LINE_START.test(before.slice(before.lastIndexOf('\n') + 1))) return undefined;
  const end = start + matchAt(REST_OF_LINE, text, start).length;
  const span = withoutScheme(text, start, end);
  const value = text.slice(...span);
  return BARE_LINE.test(value) && !PLACEHOLDER.test(value) ? span : undefined;
}

/** Without the name of the scheme in an `Authorization`, https://www.rfc-editor.org/rfc/rfc9110#section-11.4 */
function withoutScheme(text: string, start: number, end: number): Span {
  const scheme = matchAt(SCHEME, text, start);
  return [start + (scheme.length < end - start ? scheme.length : 0), end];
}

/** The name, or the flag, right before a position; empty for none, and for a part of a path. */
export function nameBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start <= LONGEST_NAME && /[\w.-]/.test(text[start - 1] ?? '')) start -= 1;
  return end - start > LONGEST_NAME || text[start - 1] === '/' ? '' : text.slice(start, end);
}

function isSecretField(name: string, { text, form, sign }: { text: string; form: TextForm; sign: string }): boolean {
  if (form === 'url' && SIGNATURE.test(name)) return SIGNED.test(text);
  if (name.startsWith('--')) return isSecretFlag(name);
  // `pass=fail` is prose.
  return isSecretName(name) && !(sign === '=' && /^(?:pass|pin)$/i.test(name));
}

/** `--secret` names one: `gcloud secrets versions access latest --secret=prod-db`. */
function isSecretFlag(name: string): boolean {
  return isSecretName(name) && !/^-*(?:secret|credential|cookie)s?$/i.test(name);
}

const LONGEST_NAME = 64;
const INDENT = 40;
const SIGN = /["'\]]{0,2}[ \t]{0,4}(?:=>|:=|[=:])[ \t]{0,4}/g;
const GAP = /[ \t(]+/g;
/** https://www.rfc-editor.org/rfc/rfc9110#section-11.2 */
const TOKEN68 = /[\w.~+/-]{16,}=*/y;
const CURL = /^\S*curl\s/;
const USER = /[^\s:"']+:/y;
const SCHEME = /(?:bearer|basic|token|apikey)[ \t]{1,4}/iy;
const LINE_START = /^[ \t]*(?:- |export )?["']?$/;
const REST_OF_LINE = /[^\r\n]+/y;
const INERT = /[^"'`\\;|&$()<>\n\r]+/y;
const BARE = /[^\s"'`,;|&$()<>\\]+/y;
const BARE_IN_URL = /[\w.~%+/=:@!*-]+/y;
const BARE_LINE = /^[^\s"'`;|&$()<>\\]+$/;
const COMMENT = /--|\/\*|\*\//;
const CONJUNCTION = /[ \t]{1,4}(?:or|and|not|in|like|is|between|union|limit|order)\b/iy;
/** A placeholder for a value. An empty string is not a value. */
const PLACEHOLDER =
  /^(?:|true|false|null|none|undefined|yes|no|required|optional|\*+|\?|%[a-z]|[:@]\w+|\{{1,2}[\w. -]+\}{1,2})$/i;
/** Of addresses that are signed, https://learn.microsoft.com/rest/api/storageservices/create-service-sas and the like. */
const SIGNATURE = /^(?:sig|x-(?:amz|goog)-signature)$/i;
const SIGNED = /[?&](?:sv=|x-amz-|x-goog-)/i;
