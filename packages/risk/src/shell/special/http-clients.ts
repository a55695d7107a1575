import { atLeast, type Evidence, gravest } from '../../evidence.js';
import { judgeHttp } from '../../http.js';
import { partsOf } from '../../names/split-name.js';
import { secretIn } from '../../secrets/secret-words.js';
import { hasInput, type ProgramCall, reads, said, showsSecrets } from '../program-call.js';
import { HARMLESS_FILES } from './system-tools.js';

/** Judges `curl` by its method, its addresses, what it sends and what it writes; a flag that is not known is high. */
export function judgeCurl(call: ProgramCall): Evidence {
  const { flags, operands } = flagsOf(call.args, CURL_SHORT, CURL_LONG);
  const isQuery = flags.some(({ name }) => name === 'G' || name === 'get');
  const found: Evidence[] = [reads('curl')];
  let method = 'GET';
  for (const { name, value } of flags) {
    if (name === 'X' || name === 'request') method = value;
    else if (name === 'H' || name === 'header') found.push(...header(value, call));
    else if (CURL_SENDS.test(name) && !isQuery) found.push(said('high', '"curl" sends data'));
    else if (CURL_SENDS.test(name)) found.push(...(value.includes('@') ? [said('high', '"curl" sends a file')] : []));
    else if (CURL_WRITES.test(name))
      found.push(...(HARMLESS_FILES.test(value) ? [] : [said('medium', '"curl" writes a file')]));
    else if (!CURL_READS.test(name) || value.includes('%output'))
      found.push(said('high', '"curl" with a flag that may act'));
  }
  for (const address of operands) found.push(addressed(address, method, call));
  return gravest(found) ?? reads('curl');
}

function addressed(address: string, method: string, { verbs }: ProgramCall): Evidence {
  if (/^\w+:\/\//.test(address) && !/^https?:/i.test(address))
    return said('high', '"curl" uses a protocol that is not HTTP');
  const judged = judgeHttp(method, address, verbs);
  const found = judged.level === 'low' ? reads('curl') : judged;
  // What a command prints leaves the machine; a name in the path may be one of a secret.
  if (/\$\(|`|<\(/.test(address)) return atLeast('medium', found);
  return secretIn(partsOf(address).flat()) === undefined
    ? found
    : atLeast('medium', showsSecrets('a secret by its address'));
}

/** `X-HTTP-Method-Override: DELETE`, `@file`. */
function header(value: string, { verbs }: ProgramCall): readonly Evidence[] {
  if (value.startsWith('@')) return [said('high', '"curl" sends a file')];
  const override = /^\s*x-(?:http-)?method(?:-override)?\s*:\s*(\w+)/i.exec(value)?.[1];
  return override === undefined ? [] : [judgeHttp(override, '', verbs)];
}

/** Flags of one letter that take a value. */
const CURL_SHORT = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';
const CURL_LONG =
  /^(?:request|header|data\w*|data-\w+|form\w*|form-string|json|upload-file|output|output-dir|cookie|cookie-jar|dump-header|user|user-agent|referer|max-time|connect-timeout|retry|retry-delay|retry-max-time|range|write-out|cacert|capath|cert|key|resolve|connect-to|max-redirs|url|url-query|oauth2-bearer|ciphers|config|proxy|interface|limit-rate|proto|proto-default|time-cond|speed-limit|speed-time)$/;
const CURL_SENDS = /^(?:d|F|T|data[\w-]*|form[\w-]*|json|upload-file)$/;
const CURL_WRITES =
  /^(?:o|O|J|c|D|output|remote-name|remote-header-name|cookie-jar|dump-header|create-dirs|output-dir)$/;
const CURL_READS =
  /^(?:[012346fgGiIkLsSvVNqRlAbCeEhmruwyYz#]|silent|show-error|fail|fail-with-body|fail-early|location|insecure|head|include|verbose|get|compressed|http[\d.]+|tlsv[\d.]+|ipv4|ipv6|max-time|connect-timeout|retry[\w-]*|user|user-agent|referer|cookie|range|write-out|globoff|no-progress-meter|progress-bar|cacert|capath|cert|key|resolve|connect-to|max-redirs|no-buffer|version|help|oauth2-bearer|basic|digest|negotiate|url|url-query|path-as-is|raw|ciphers|interface|limit-rate|ssl-reqd|time-cond|speed-limit|speed-time|parallel|no-keepalive|tcp-nodelay|styled-output|proto|proto-default|location-trusted)$/;

/** Judges `wget`: it reads where it writes to its output only. A flag that is not known, or cut short, is high. */
export function judgeWget(call: ProgramCall): Evidence {
  const { flags, operands } = flagsOf(call.args, 'OTtwUoaAQ', WGET_LONG);
  if (flags.some(({ name }) => !WGET_READS.test(name))) return said('high', '"wget" with a flag that may act');
  const outputs = flags.filter(({ name }) => name === 'O' || name === 'output-document');
  const isShown =
    flags.some(({ name }) => name === 'spider') ||
    (outputs.length > 0 && outputs.every(({ value }) => HARMLESS_FILES.test(value)));
  const judged = operands.map((address) => addressed(address, 'GET', call));
  return gravest([isShown ? reads('wget') : said('medium', '"wget" writes a file'), ...judged]) ?? reads('wget');
}

const WGET_LONG = /^(?:output-document|tries|timeout|wait|user-agent|header|max-redirect)$/;
const WGET_READS =
  /^(?:[qSvdcN46OTtwUV]|n[vc]|spider|quiet|no-verbose|verbose|server-response|timeout|tries|wait|user-agent|header|max-redirect|output-document|no-check-certificate|content-on-error|no-cache|save-headers|no-proxy|continue|version|help)$/;

/** Judges HTTPie and the like: items with `=` are sent, `==` are of the query; what is piped in is sent too. */
export function judgeHttpie(call: ProgramCall): Evidence {
  const { args, verbs, program } = call;
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const isPlain = args.every((arg) => !arg.startsWith('-') || HTTPIE_READS.test(arg));
  const method =
    /^[A-Z]+$/i.test(operands[0] ?? '') && operands.length > 1 && !/[./:]/.test(operands[0] ?? '')
      ? operands[0]
      : undefined;
  const [address = '', ...items] = operands.slice(method === undefined ? 0 : 1);
  const isSent = hasInput(call) || items.some((item) => /^[^=]*(?:[^=]=(?!=)|:=|@)/.test(item));
  if (!isPlain) return said('high', `"${program}" with a flag that may act`);
  return addressed(address, method ?? (isSent ? 'POST' : 'GET'), { ...call, verbs });
}

const HTTPIE_READS =
  /^(?:-[vhbpFISA]+|--(?:verbose|headers|body|print|follow|ignore-stdin|pretty|timeout|check-status|json|verify|style)(?:=.*)?)$/;

/** Judges `nc`: `-z` only tries whether a port is open. */
export function judgeNetcat({ args }: ProgramCall): Evidence {
  const isTry = args.some((arg) => /^-\w*z/.test(arg)) && !args.some((arg) => /^-\w*[elc]/.test(arg));
  return isTry ? reads('nc') : said('high', '"nc" opens a connection');
}

interface Flag {
  readonly name: string;
  readonly value: string;
}

/** Takes flags and operands apart: `-sXPOST`, `--request=POST`, `--request POST`. */
function flagsOf(
  args: readonly string[],
  shortValued: string,
  longValued: RegExp,
): { readonly flags: readonly Flag[]; readonly operands: readonly string[] } {
  const flags: Flag[] = [];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') operands.push(arg);
    else if (arg.startsWith('--')) {
      const [name = '', given] = split(arg.slice(2), '=');
      const takesNext = given === undefined && longValued.test(name);
      flags.push({ name, value: given ?? (takesNext ? (args[at + 1] ?? '') : '') });
      at += takesNext ? 1 : 0;
    } else at += shortFlags(arg.slice(1), args[at + 1] ?? '', shortValued, flags);
  }
  return { flags, operands };
}

/** The flags in `-sXPOST`; gives how many of the next words belong to them. */
function shortFlags(letters: string, next: string, valued: string, flags: Flag[]): number {
  // `wget` has two flags of two letters.
  if (/^n[vc]$/.test(letters)) flags.push({ name: letters, value: '' });
  else
    for (let at = 0; at < letters.length; at += 1) {
      const name = letters[at] ?? '';
      if (!valued.includes(name)) flags.push({ name, value: '' });
      else {
        const value = letters.slice(at + 1);
        flags.push({ name, value: value === '' ? next : value });
        return value === '' ? 1 : 0;
      }
    }
  return 0;
}

function split(text: string, sign: string): readonly [string, string | undefined] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
