import { type Evidence, graver, gravest } from '../../evidence.js';
import { type ProgramCall, reads, said, showsSecrets } from '../program-call.js';
import { sedReads } from '../sed.js';

/** Judges `find` by its actions: `-delete`, `-exec`, `-fprint`. */
export function judgeFind({ args, inner }: ProgramCall): Evidence {
  let found = reads('find');
  for (const [index, arg] of args.entries()) {
    if (arg === '-delete') found = graver(found, said('critical', '"find -delete" removes every file that it finds'));
    if (/^-f(?:print|ls)/.test(arg)) found = graver(found, said('high', '"find" writes a file'));
    if (!/^-(?:exec|ok)(?:dir)?$/.test(arg)) continue;
    const rest = args.slice(index + 1);
    const end = rest.findIndex((word) => word === ';' || word === '+' || word === '\\;');
    found = graver(found, inner(end === -1 ? rest : rest.slice(0, end)));
  }
  return found;
}

/** Judges `sed`: `-i` writes; so do the commands `w`, `W` and the flags `w` and `e` of a substitution. */
export function judgeSed({ args }: ProgramCall): Evidence {
  const acts = args.some((arg) => /^(?:-[a-zA-Z]*[if]|--i|--f)/.test(arg));
  if (acts) return said('high', '"sed" writes in place or runs a file');
  const isPlain = sedScripts(args).every((script) => sedReads(script));
  return isPlain ? reads('sed') : said('high', '"sed" runs a script that may write');
}

/** The scripts behind `-e` and in `--expression=`; else the first operand. */
function sedScripts(args: readonly string[]): readonly string[] {
  const behind = args.flatMap((arg, index) => (/^(?:-[a-zA-Z]*e|--e[a-z]*)$/.test(arg) ? [args[index + 1] ?? ''] : []));
  const inside = args.flatMap((arg) => /^(?:-[a-zA-Z]*?e|--e[a-z]*=)(.+)$/s.exec(arg)?.[1] ?? []);
  const scripts = [...behind, ...inside];
  return scripts.length > 0 ? scripts : args.filter((arg) => !arg.startsWith('-')).slice(0, 1);
}

/** Judges `awk` by its program. Flags other than those for the separator and variables run or write. */
export function judgeAwk({ args }: ProgramCall): Evidence {
  if (args.some((arg) => arg.startsWith('-') && !AWK_READS.test(arg))) {
    return said('high', '"awk" with a flag that runs or writes');
  }
  return args.some(awkActs) ? said('high', '"awk" may run programs or write files') : reads('awk');
}

const AWK_READS =
  /^(?:-|--|-F.*|-v.*|--(?:field-separator|assign)(?:=.*)?|--(?:csv|re-interval|posix|traditional|version|sandbox))$/s;

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

/** Judges `jq` and `yq` by their filter: they only print, also what the environment holds. */
export function judgeJq({ args }: ProgramCall): Evidence {
  const shows = args.some((arg) => ENVIRONMENT.test(arg));
  return shows ? showsSecrets('"jq" shows variables') : reads('jq');
}

const ENVIRONMENT = /(?<![.\w$-])env\b|\$ENV\b|strenv\(/;

/** Judges `yq`, which can also write in place. */
export function judgeYq(call: ProgramCall): Evidence {
  const acts = call.args.some(
    (arg) =>
      /^(?:-[a-zA-Z]*[is]|-S|--in|--split|--e?xec|--front-matter)/.test(arg) ||
      /^(?:w|d|m|n|write|delete|merge|new)$/.test(arg),
  );
  const outside = call.args.some((arg) => /\b(?:load|eval|system)\w*\(/.test(arg));
  const found = [
    acts ? said('high', '"yq" writes in place or runs a file') : undefined,
    outside ? said('medium', '"yq" reads another file') : undefined,
  ];
  return gravest([judgeJq(call), ...found]) ?? reads('yq');
}

/** Judges `tar`: it reads where it lists, with flags that are known, none of them cut short. */
export function judgeTar({ args }: ProgramCall): Evidence {
  const [first = '', ...rest] = args;
  const modes = /^[a-zA-Z]+$/.test(first) ? first : '';
  const options = modes === '' ? args : rest;
  const letters = modes + options.map((arg) => /^-([a-zA-Z]+)/.exec(arg)?.[1] ?? '').join('');
  const long = options.filter((arg) => arg.startsWith('--'));
  const isList = letters.includes('t') || long.some((arg) => arg === '--list');
  const makes = letters.includes('c') || long.some((arg) => /^--cr/.test(arg));
  const isKnown = /^[tcvfzjJZaOpPkCR]*$/.test(letters) && long.every((arg) => TAR_READS.test(arg));
  if (!isKnown) return said('high', '"tar" with a flag that may run a program or remove files');
  if (isList && !makes) return reads('tar');
  return makes ? said('medium', '"tar" makes an archive') : said('high', '"tar" unpacks over files');
}

const TAR_READS =
  /^--(?:list|create|file|verbose|gzip|gunzip|bzip2|xz|zstd|lzma|auto-compress|exclude|exclude-vcs|wildcards|no-wildcards|directory|strip-components|numeric-owner|full-time|utc|occurrence|no-recursion|totals|sort|owner|group|mtime|format|help|version)(?:=.*)?$/s;
