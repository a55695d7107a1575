import { matchAt, type Span } from './credential-shapes.js';
import { isSecretName } from './secret-name.js';
import { acts } from './text-form.js';

/**
 * The secret values in a string of JSON, by the names of their members; undefined for any other string. The string itself is
 * read, not what it is parsed to: where a name is there twice, both values count. Linear.
 *
 * @param inString Finds the secrets within a value that is not secret itself.
 */
export function secretsInJson(text: string, inString: (value: string) => readonly Span[]): readonly Span[] | undefined {
  if (!/^\s*[{[]/.test(text) || !isJson(text)) return undefined;
  const spans: Span[] = [];
  /** For each open object and list, whether all in it is secret. */
  const open: boolean[] = [];
  /** Whether the next value is. */
  let isSecret = false;
  for (let at = 0, end = 0; at < text.length; at = end) {
    const token = matchAt(TOKEN, text, at);
    end = token === '"' ? stringEnd(text, at) : at + token.length;
    const isName = token === '"' && matchAt(COLON, text, end) !== '';
    if (token === '{' || token === '[') open.push(isSecret);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') isSecret = open.at(-1) === true;
    else if (isName) isSecret = open.at(-1) === true || isSecretName(JSON.parse(text.slice(at, end)));
    else if (token === '"') spans.push(...valueSpans(text, [at + 1, end - 1], isSecret, inString));
    else if (isSecret && NUMBER.test(token)) spans.push([at, end]);
  }
  return spans;
}

function valueSpans(
  text: string,
  [start, end]: Span,
  isSecret: boolean,
  inString: (value: string) => readonly Span[],
): readonly Span[] {
  const value = text.slice(start, end);
  if (isSecret && value !== '' && !acts(JSON.parse(`"${value}"`))) return [[start, end]];
  return inString(value).map(([from, to]) => [start + from, start + to]);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The position after the string that begins at `at`. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

const TOKEN = /["{}[\],]|[\s:]+|[-+.\w]+/y;
const COLON = /\s*:/y;
const NUMBER = /^[-\d]/;
