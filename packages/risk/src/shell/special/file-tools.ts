import type { Evidence } from '../../evidence.js';
import { type ProgramCall, said } from '../program-call.js';

/** Judges `rm`: high, and critical where it removes a whole place. */
export function judgeRemove({ args }: ProgramCall): Evidence {
  const isRecursive = args.some((arg) => /^(?:-[a-zA-Z]*[rR]|--recursive|\/s$)/i.test(arg));
  const targets = args.filter((arg) => !arg.startsWith('-') || arg === '--no-preserve-root');
  if (isRecursive && targets.some((target) => WHOLE.test(target)))
    return said('critical', '"rm" removes everything in a place');
  return said('high', isRecursive ? '"rm" removes recursively' : '"rm" removes files');
}

/** A target that holds a whole system, home or project. */
const WHOLE =
  /^["']?(?:\/|~|\.|\.\.|\*|\/\*|~\/|\.\/|\.\/\*|\$\w*|\$\{\w*\}|[a-z]:\\?)?["']?(?:\/?\*)?\/?$|^\/(?:etc|usr|var|home|root|boot|bin|lib|opt|srv|dev|sys|data|mnt|Users|System|Library|Applications)(?:\/\*?|\/[^/]+\/?\*?)?$|\$|^--no-preserve-root/i;

/** Judges `chmod` and `chown`: critical where they open, or change many files. */
export function judgeRights({ args }: ProgramCall): Evidence {
  const isRecursive = args.some((arg) => /^(?:-[a-zA-Z]*R|--recursive)/.test(arg));
  const isOpen = args.some((arg) => /^(?:0?777|a\+rwx|\+s|u\+s|[24]7\d\d|ugo\+rwx|o\+w|666)$/.test(arg));
  if (args.length === 2 && /^(?:[ua]?\+x|644|0644|600|0600|640|400)$/.test(args[0] ?? ''))
    return said('medium', '"chmod" changes the rights of a file');
  return isRecursive || isOpen
    ? said('critical', '"chmod" opens or changes rights of many files')
    : said('high', '"chmod" changes rights');
}

/** Judges `make` by its targets. */
export function judgeMake({ args }: ProgramCall): Evidence {
  const isGrave = args.some((arg) => MAKE_ACTS.test(arg));
  return said(isGrave ? 'high' : 'medium', isGrave ? '"make" runs a target that acts' : '"make" builds or tests');
}

const MAKE_ACTS =
  /^(?:--eval|-f$|-C$|SHELL=|(?:deploy|release|publish|install|uninstall|push|destroy|clean-all|distclean|migrate|drop|reset)\b)/;

/** Judges `pg_dump`: a schema is read, data is dumped. */
export function judgeDump({ args }: ProgramCall): Evidence {
  const isSchema = args.some((arg) => /^(?:-s|--schema-only)$/.test(arg));
  const isWritten = args.some((arg) => /^(?:-f|--f)/.test(arg));
  return isSchema && !isWritten ? said('low', '"pg_dump" reads') : said('medium', '"pg_dump" dumps data');
}
