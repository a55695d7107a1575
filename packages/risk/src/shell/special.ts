import { type Evidence, evidence, graver } from '../evidence.js';
import { judgeGit } from './git.js';
import { sedReads } from './sed.js';

/** Judges what stands behind a program's name: its arguments, and a judge for a command inside of them. */
export type SpecialRule = (args: readonly string[], inner: (words: readonly string[]) => Evidence) => Evidence;

const FACTOR = 'command';

/** Programs whose arguments need more than a list of flags. */
export const SPECIAL: ReadonlyMap<string, SpecialRule> = new Map<string, SpecialRule>([
  ['git', (args) => judgeGit(args)],
  ['find', (args, inner) => judgeFind(args, inner)],
  ['sed', (args) => judgeSed(args)],
  ['gsed', (args) => judgeSed(args)],
  ...['awk', 'gawk', 'mawk', 'nawk'].map((name): [string, SpecialRule] => [name, judgeAwk]),
  ...['curl', 'xh', 'http', 'https'].map((name): [string, SpecialRule] => [name, judgeCurl]),
  ['wget', judgeWget],
  ['tar', judgeTar],
  ['rm', judgeRemove],
  ['rd', judgeRemove],
  ['del', judgeRemove],
  ['remove-item', judgeRemove],
  ['chmod', judgeRights],
  ['chown', judgeRights],
  [
    'kill',
    (args) =>
      args.some((arg) => arg === '-1') ? critical('kill', 'ends all processes') : high('kill', 'ends a process'),
  ],
  [
    'crontab',
    (args) =>
      args.includes('-r')
        ? critical('crontab', 'removes all jobs')
        : args.join() === '-l'
          ? low('crontab')
          : high('crontab', 'schedules'),
  ],
  [
    'iptables',
    (args) =>
      args.every((arg) => /^(?:-L|-n|-v|-S|-nL|-nvL|-t|nat|filter|--line-numbers|--list)$/.test(arg))
        ? low('iptables')
        : critical('iptables', 'changes the firewall'),
  ],
  ['ufw', (args) => (args[0] === 'status' ? low('ufw') : critical('ufw', 'changes the firewall'))],
  ['tc', (args) => (args.includes('show') ? low('tc') : high('tc', 'changes the network'))],
  ['fdisk', (args) => (args[0] === '-l' ? low('fdisk') : critical('fdisk', 'partitions a disk'))],
  ['ssh-keygen', (args) => (args.includes('-l') ? low('ssh-keygen') : high('ssh-keygen', 'makes a key'))],
  ['make', (args) => judgeBuild('make', args)],
  [
    'tee',
    (args) =>
      args.every((arg) => arg.startsWith('-') || HARMLESS_FILES.test(arg))
        ? low('tee')
        : high('tee', 'overwrites files'),
  ],
  [
    'history',
    (args) =>
      args.length === 0
        ? evidence('secrets', 'medium', '"history" shows secrets')
        : high('history', 'rewrites what was typed'),
  ],
  [
    'split',
    (args) =>
      args.some((arg) => /^--fi/.test(arg)) ? high('split', 'runs a program') : medium('split', 'writes files'),
  ],
  ['set', judgeSet],
  ['declare', judgeDeclare],
  ['typeset', judgeDeclare],
  ['export', judgeExport],
  ['nc', judgeNetcat],
  ['pg_dump', judgeDump],
  ['cd', () => low('cd')],
]);

/** Variables that change which programs run, for all that follows. */
const UNSAFE_EXPORT = /^(?:LD_|DYLD_|PATH=|GIT_|BASH|ENV=|IFS|PROMPT|NODE_OPTIONS|PYTHON|PERL)/;
const UNSAFE_EXPORTED_PART = /PAGER|EDITOR|ASKPASS|COMMAND/;

function judgeDeclare(args: readonly string[]): Evidence {
  const isPrinted = args.length === 0 || args.every((arg) => /^-\w*[px]/.test(arg));
  return isPrinted ? evidence('secrets', 'medium', '"declare" shows variables') : low('declare');
}

function judgeSet(args: readonly string[]): Evidence {
  const isOptions = args.length > 0 && args.every((arg) => /^[-+]|^\w+$/.test(arg));
  return isOptions ? low('set') : evidence('secrets', 'medium', '"set" shows variables');
}

function judgeExport(args: readonly string[]): Evidence {
  if (args.length === 0 || args.includes('-p')) return evidence('secrets', 'medium', '"export" shows variables');
  return args.some((arg) => UNSAFE_EXPORT.test(arg) || UNSAFE_EXPORTED_PART.test(arg.split('=', 1)[0] ?? ''))
    ? high('export', 'changes what runs')
    : low('export');
}

/** `nc -z` only tries whether a port is open. */
function judgeNetcat(args: readonly string[]): Evidence {
  const isTry = args.some((arg) => /^-\w*z/.test(arg)) && !args.some((arg) => /^-\w*[elc]/.test(arg));
  return isTry ? low('nc') : high('nc', 'opens a connection');
}

function judgeDump(args: readonly string[]): Evidence {
  const isSchema =
    args.some((arg) => /^(?:-s|--schema-only)$/.test(arg)) && !args.some((arg) => /^(?:-f|--file)/.test(arg));
  return isSchema ? low('pg_dump') : medium('pg_dump', 'dumps data');
}

/** Interpreters asked for their version only. */
export const VERSION_ONLY: RegExp = /^(?:-v|-V|--version|version|-version|--help|-h)$/;

/** Files that keep nothing. */
export const HARMLESS_FILES: RegExp = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d)|-|&?\d|nul)$/i;

function low(program: string): Evidence {
  return evidence(FACTOR, 'low', `"${program}" reads`);
}

function medium(program: string, what: string): Evidence {
  return evidence(FACTOR, 'medium', `"${program}" ${what}`);
}

function high(program: string, what: string): Evidence {
  return evidence(FACTOR, 'high', `"${program}" ${what}`);
}

function critical(program: string, what: string): Evidence {
  return evidence(FACTOR, 'critical', `"${program}" ${what}`);
}

function judgeFind(args: readonly string[], inner: (words: readonly string[]) => Evidence): Evidence {
  let found = low('find');
  for (const [index, arg] of args.entries()) {
    if (arg === '-delete') found = graver(found, critical('find -delete', 'removes every file that it finds'));
    if (/^-f(?:printf?0?|ls)$/.test(arg)) found = graver(found, high('find', 'writes a file'));
    if (!/^-(?:exec|ok)(?:dir)?$/.test(arg)) continue;
    const rest = args.slice(index + 1);
    const end = rest.findIndex((word) => word === ';' || word === '+' || word === '\\;');
    found = graver(found, inner(end === -1 ? rest : rest.slice(0, end)));
  }
  return found;
}

/** `-i` writes; so do the commands `w`, `W` and the flags `w` and `e` of a substitution. */
function judgeSed(args: readonly string[]): Evidence {
  if (args.some((arg) => /^(?:-[a-zA-Z]*i|--in-place|-[a-z]*f|--file)/.test(arg)))
    return high('sed', 'writes in place or runs a file');
  const scripts = args.filter((arg) => !arg.startsWith('-'));
  const isPlain = scripts
    .slice(0, 1)
    .concat(valuesOf(args, '-e'))
    .every((script) => sedReads(script));
  return isPlain ? low('sed') : high('sed', 'runs a script that may write');
}

function valuesOf(args: readonly string[], flag: string): readonly string[] {
  return args.flatMap((arg, index) => (arg === flag ? [args[index + 1] ?? ''] : []));
}

function judgeAwk(args: readonly string[]): Evidence {
  if (args.some((arg) => /^(?:-f|--file|-i|--include|-l|-E|--exec|--load|-p|-o)/.test(arg) && !/^-F/.test(arg)))
    return high('awk', 'runs a file');
  return args.some(awkActs) ? high('awk', 'may run programs or write files') : low('awk');
}

/** Whether a program of `awk` pipes, prints into a file or calls what acts. */
function awkActs(program: string): boolean {
  // Strings are left out only where a quote surely begins one: not within a pattern, behind an escape or in a comment.
  const code = /[/\\#]/.test(program) ? program : program.replace(/"[^"]*"?/g, '""');
  if (AWK_ACTS.test(program) || /(?<!\|)\|(?!\|)/.test(code)) return true;
  return code.split(/[;}]/).some((statement) => statement.includes('>', afterPrint(statement)));
}

const AWK_ACTS = /system|getline|close|fflush|@|ENVIRON|\/inet/;

function afterPrint(statement: string): number {
  const at = statement.indexOf('print');
  return at === -1 ? statement.length : at;
}

const SENDS = /^(?:-d|-F|-T|--data|--form|--upload-file|--json|--post|--body)/;
const CURL_METHOD = /^(?:-X|--request)(?:=?(\w+))?$/;

/** Reads with GET and HEAD; sends, writes files or reads its options from a file otherwise. */
function judgeCurl(args: readonly string[]): Evidence {
  for (const [index, arg] of args.entries()) {
    const method =
      CURL_METHOD.exec(arg) === null
        ? /^-X(\w+)$/.exec(arg)?.[1]
        : (CURL_METHOD.exec(arg)?.[1] ?? args[index + 1] ?? '');
    if (method !== undefined && !/^(?:GET|HEAD|OPTIONS)$/i.test(method)) {
      return high('curl', /^DELETE$/i.test(method) ? 'deletes over HTTP' : 'sends over HTTP');
    }
    if (/^(?:POST|PUT|PATCH|DELETE)$/.test(arg)) return high('curl', 'sends over HTTP');
  }
  const isQuery = args.some((arg) => arg === '-G' || arg === '--get');
  if (!isQuery && args.some((arg) => SENDS.test(arg) && arg !== '--data-urlencode-x'))
    return high('curl', 'sends data');
  if (args.some((arg) => /^@|=@/.test(arg))) return high('curl', 'sends a file');
  if (args.some((arg) => /^(?:-K|--config|--proto-redir|-x|--proxy|--unix-socket|--engine|-Q|--quote|-t$)/.test(arg)))
    return high('curl', 'takes options that may act');
  const isKept = args.some(
    (arg, index) =>
      /^(?:-[a-zA-Z]*[oOcDJ]|--output|--remote|--cookie-jar|--dump|--create|--trace|--stderr|--libcurl|--etag-save|--hsts|--alt-svc)/.test(
        arg,
      ) &&
      !/^-D$/.test(arg) &&
      !HARMLESS_FILES.test(args[index + 1] ?? ''),
  );
  if (isKept) return medium('curl', 'writes a file');
  const isWeb = args.filter((arg) => /^\w+:\/\//.test(arg)).every((arg) => /^https?:/i.test(arg));
  return isWeb ? low('curl') : high('curl', 'uses a protocol that is not HTTP');
}

function judgeWget(args: readonly string[]): Evidence {
  if (args.some((arg) => /^--(?:post|body|method|use-askpass|execute|config|input|certificate)|^-[ei]$/.test(arg)))
    return high('wget', 'sends or runs');
  const isShown = args.some(
    (arg, index) =>
      /^-[a-zA-Z]*O-$/.test(arg) ||
      arg === '--spider' ||
      arg === '--output-document=-' ||
      (/^-[a-zA-Z]*O$/.test(arg) && HARMLESS_FILES.test(args[index + 1] ?? '')),
  );
  return isShown ? low('wget') : medium('wget', 'writes a file');
}

const LETTERS = /^-?[a-zA-Z]+$/;

function judgeTar(args: readonly string[]): Evidence {
  const acts = args.some((arg) =>
    /^(?:--(?:to-command|checkpoint|use-compress|info-script|new-volume|rmt|rsh|remove)|-I|-F)/.test(arg),
  );
  if (acts) return high('tar', 'runs a program or removes files');
  const isList = args.some(
    (arg, index) =>
      arg === '--list' || (LETTERS.test(arg) && arg.includes('t') && (index === 0 || arg.startsWith('-'))),
  );
  const makes = args.some(
    (arg, index) =>
      arg === '--create' || (LETTERS.test(arg) && arg.includes('c') && (index === 0 || /^-[a-zA-Z]+$/.test(arg))),
  );
  if (isList && !makes) return low('tar');
  return makes ? medium('tar', 'makes an archive') : high('tar', 'unpacks over files');
}

/** A target that holds a whole system, home or project. */
const WHOLE =
  /^["']?(?:\/|~|\.|\.\.|\*|\/\*|~\/|\.\/|\.\/\*|\$\w*|\$\{\}|[a-z]:\\?)?["']?(?:\/?\*)?\/?$|^\/(?:etc|usr|var|home|root|boot|bin|lib|opt|srv|dev|sys|data|mnt|Users|System|Library|Applications)(?:\/\*?|\/[^/]+\/?\*?)?$|\$|^--no-preserve-root/i;

function judgeRemove(args: readonly string[]): Evidence {
  const isRecursive = args.some((arg) => /^(?:-[a-zA-Z]*[rR]|--recursive|\/s$)/i.test(arg));
  const targets = args.filter((arg) => !arg.startsWith('-') || arg === '--no-preserve-root');
  if (isRecursive && targets.some((target) => WHOLE.test(target)))
    return critical('rm', 'removes everything in a place');
  return high('rm', isRecursive ? 'removes recursively' : 'removes files');
}

function judgeRights(args: readonly string[]): Evidence {
  const isRecursive = args.some((arg) => /^(?:-[a-zA-Z]*R|--recursive)/.test(arg));
  const isOpen = args.some((arg) => /^(?:0?777|a\+rwx|\+s|u\+s|[24]7\d\d|ugo\+rwx|o\+w|666)$/.test(arg));
  if (args.length === 2 && /^(?:[ua]?\+x|644|0644|600|0600|640|400)$/.test(args[0] ?? ''))
    return medium('chmod', 'changes the rights of a file');
  return isRecursive || isOpen
    ? critical('chmod', 'opens or changes rights of many files')
    : high('chmod', 'changes rights');
}

function judgeBuild(program: string, args: readonly string[]): Evidence {
  const isGrave = args.some((arg) =>
    /^(?:--eval|-f$|-C$|SHELL=|(?:deploy|release|publish|install|uninstall|push|destroy|clean-all|distclean|migrate|drop|reset)\b)/.test(
      arg,
    ),
  );
  return isGrave ? high(program, 'runs a target that acts') : medium(program, 'builds or tests');
}
