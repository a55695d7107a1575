import type { Evidence } from '../../evidence.js';
import { type ProgramCall, reads, said, showsSecrets } from '../program-call.js';

/** Judges `declare` and `typeset`: alone they print every variable. */
export function judgeDeclare({ args }: ProgramCall): Evidence {
  const isPrinted =
    args.length === 0 || args.some((arg) => /^-\w*p/.test(arg)) || args.every((arg) => /^-\w*x/.test(arg));
  return isPrinted ? showsSecrets('"declare" shows variables') : reads('declare');
}

/** Judges `set`: alone it prints every variable. */
export function judgeSet({ args }: ProgramCall): Evidence {
  const isOptions = args.length > 0 && args.every((arg) => /^[-+]|^\w+$/.test(arg));
  return isOptions ? reads('set') : showsSecrets('"set" shows variables');
}

/** Judges `export`: some variables change what runs from then on. */
export function judgeExport({ args }: ProgramCall): Evidence {
  if (args.length === 0 || args.includes('-p')) return showsSecrets('"export" shows variables');
  const isUnsafe = args.some((arg) => UNSAFE.test(arg) || UNSAFE_PART.test(arg.split('=', 1)[0] ?? ''));
  return isUnsafe ? said('high', '"export" changes what runs') : reads('export');
}

const UNSAFE = /^(?:LD_|DYLD_|PATH=|GIT_|BASH|ENV=|IFS|PROMPT|NODE_OPTIONS|PYTHON|PERL)/;
const UNSAFE_PART = /PAGER|EDITOR|ASKPASS|COMMAND/;

/** Judges `history` and `fc`: they show what was typed, or run it again. */
export function judgeHistory({ program, args }: ProgramCall): Evidence {
  const isShown = program === 'fc' ? args.some((arg) => /^-[a-z]*l/.test(arg)) : args.every((arg) => /^\d+$/.test(arg));
  return isShown
    ? showsSecrets('what was typed may hold secrets')
    : said('high', `"${program}" rewrites or runs what was typed`);
}

/** Judges `trap 'rm x' EXIT` by its script. */
export function judgeTrap({ args, script }: ProgramCall): Evidence {
  const [action = '-'] = args.filter((arg) => !/^-[lp]$|^--$/.test(arg));
  return action === '-' || action === '' ? reads('trap') : script(action);
}

/** Judges `ps`: `ps e` shows the variables of processes. */
export function judgePs({ args }: ProgramCall): Evidence {
  const shows = args.some(
    (arg, index) => /^[a-zA-Z]+$/.test(arg) && arg.includes('e') && !TAKES_VALUE.test(args[index - 1] ?? ''),
  );
  return shows ? showsSecrets('"ps" shows variables of processes') : reads('ps');
}

const TAKES_VALUE = /^-[oOpuUCtgGq]$|^-\w*[oOpuUCtgGq]$/;

/** Judges `getent`: `shadow` holds passwords. */
export function judgeGetent({ args }: ProgramCall): Evidence {
  return args.some((arg) => /^g?shadow$/.test(arg)) ? showsSecrets('"getent" shows passwords') : reads('getent');
}
