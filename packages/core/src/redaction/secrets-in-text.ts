import { credentialsIn, type Span } from './credential-shapes.js';
import { nameBefore, secretFieldsIn } from './secret-fields.js';
import { secretsInJson } from './secrets-in-json.js';
import { formOf, type TextForm } from './text-form.js';

/**
 * The secrets in a string, in order, none of them touching another.
 *
 * A person must see what a shell or a database would do with the string. So a secret is either a credential by its form, or a
 * value after the name of a secret none of whose characters can act; see `secretFieldsIn`.
 *
 * @param reader What may read the string: `person` for the text of an error and the like, which nothing runs.
 */
export function secretsIn(text: string, reader: Reader = 'shell'): readonly Span[] {
  const spans = [...credentialsIn(text), ...namedSecretsIn(text, reader)].sort(([a], [b]) => a - b);
  return spans.reduce<Span[]>((merged, [start, end]) => {
    const [lastStart = 0, lastEnd = -1] = merged.at(-1) ?? [];
    if (start > lastEnd) merged.push([start, end]);
    else merged[merged.length - 1] = [lastStart, Math.max(lastEnd, end)];
    return merged;
  }, []);
}

/** What may read a string, and act on it. */
export type Reader = 'shell' | 'database' | 'person';

function namedSecretsIn(text: string, reader: Reader): readonly Span[] {
  const json = secretsInJson(text, (value) => namedSecretsIn(value, reader));
  if (json !== undefined) return json;
  const form = reader === 'database' ? 'statement' : formOf(text, reader === 'person');
  return [...secretFieldsIn(text, form), ...secretsInAddresses(text, form)];
}

/**
 * The passwords in the addresses of a string. The user's part ends as a parser ends it, at the last `@` before the path: what
 * is hidden is never the host. Clients of databases let a password have a slash, where no port can be meant.
 */
function secretsInAddresses(text: string, form: TextForm): readonly Span[] {
  if (form === 'connection' || form === 'shell' || form === 'statement') return [];
  return [...text.matchAll(AUTHORITY)].flatMap(({ 1: authority = '', index }) => {
    const start = index + '://'.length;
    const colon = authority.indexOf(':') + 1;
    let at = authority.lastIndexOf('@');
    if (at < 0 && DATABASE.test(nameBefore(text, index)) && !PORT.test(authority.slice(colon)))
      at = text.slice(start, start + LONGEST_PASSWORD).indexOf('@');
    return colon > 0 && IN_ADDRESS.test(text.slice(start + colon, start + at)) ? [[start + colon, start + at]] : [];
  });
}

const LONGEST_PASSWORD = 400;
const AUTHORITY = /:\/\/([^\s"'`<>\\/?#]+)/g;
/** `srv` ends `mongodb+srv`. */
const DATABASE = /^(?:postgres|postgresql|mysql|mariadb|mongodb|srv|redis|rediss|amqps?|mssql|sqlserver)$/;
const PORT = /^\d*$/;
const IN_ADDRESS = /^[\w.~!*+,=:@%^/?#-]+$/;
