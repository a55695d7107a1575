import type { Evidence } from '../evidence.js';
import { partsOf } from '../names/split-name.js';
import { secretPlaceIn } from '../secrets/secret-places.js';
import { searchesSecrets, secretIn } from '../secrets/secret-words.js';
import { showsSecrets } from './program-call.js';

/** The secret that a command names among its arguments: a place, a variable, what it searches for, a file. */
export function secretArgument(program: string, args: readonly string[], isPiped: boolean): Evidence | undefined {
  const isNamed =
    (!NAMES_ONLY.has(program) && placed(program, args).some((word) => secretPlaceIn(word) !== undefined)) ||
    args.some((word) => /\$\{?\w/.test(word) && meansSecret(word)) ||
    args.some((word) => searchesSecrets(word));
  if (isNamed) return PLACE;
  if (SEARCHES.has(program) && searchesWide(args, isPiped)) return showsSecrets('searches for secrets');
  if (READERS.has(program) && args.some(isSecretFile)) return PLACE;
  const isProvider = PROVIDERS.test(program) && args.some((word) => /^env:/i.test(word));
  return isProvider ? showsSecrets('shows variables') : undefined;
}

const PLACE: Evidence = showsSecrets('names a place of secrets');

function meansSecret(word: string): boolean {
  return secretIn(partsOf(word).flat()) !== undefined;
}

/** The arguments that may be a place: neither the program of `jq`, nor a certificate that is shown. */
function placed(program: string, args: readonly string[]): readonly string[] {
  if (program === 'openssl' && /^(?:x509|verify|crl)$/.test(args[0] ?? '')) return [];
  if (!FILTERS.has(program)) return args;
  const filter = args.findIndex((word) => !word.startsWith('-'));
  return args.filter((_, index) => index !== filter);
}

/** `... | grep token`, `grep -r 'api[_-]?key' /srv`: in what another command prints, or in a whole system. */
function searchesWide(args: readonly string[], isPiped: boolean): boolean {
  const [pattern = '', ...places] = args.filter((word) => !word.startsWith('-'));
  const isWide = isPiped || places.some((place) => /^(?:\/|~\/?)[\w.-]*\/?$|^\/etc\b/.test(place));
  return isWide && meansSecret(pattern.replace(/[^A-Za-z]+/g, ' '));
}

/** A file whose name says that it keeps a secret. Code and documents about secrets do not count. */
function isSecretFile(word: string): boolean {
  const name = word.split(/[\\/]/).at(-1) ?? '';
  return name.length < 128 && !SOURCE.test(name) && name !== 'passwd' && meansSecret(name);
}

/** Code and documents about secrets. */
export const SOURCE: RegExp =
  /\.(?:mdx?|rst|adoc|[cm]?[jt]sx?|py|go|rb|java|kt|rs|c|h|cc|cpp|cs|php|html?|s?css|vue|svelte|svg|png|jpe?g|gif|pdf|swift|scala|dart|ex|exs|sh|pub)$/i;

function words(list: string): ReadonlySet<string> {
  return new Set(list.match(/[\w-]+/g));
}

/** Show names only, never what is inside. */
const NAMES_ONLY = words('ls ll dir stat test cd mkdir touch tree du file realpath readlink basename dirname pushd');
const FILTERS = words('jq gojq jaq');
const SEARCHES = words('grep egrep fgrep rg ag ack findstr select-string');
const READERS = words(
  'cat tac nl head tail less more bat batcat strings xxd od hexdump hd base64 base32 awk gawk sed cut tr sort uniq type gc get-content source',
);
const PROVIDERS = /^(?:dir|ls|gci|gi|get-childitem|get-item)$/i;
