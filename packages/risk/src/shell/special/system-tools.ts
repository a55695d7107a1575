import type { Evidence } from '../../evidence.js';
import { type ProgramCall, reads, said } from '../program-call.js';

/** Asks a program for its version or its help only. */
export const VERSION_ONLY: RegExp = /^(?:-v|-V|--version|version|-version|--help|-h)$/;

/** Files that keep nothing. */
export const HARMLESS_FILES: RegExp = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d)|-|&?\d|nul)$/i;

/** Judges `tee` by the files that it writes. */
export function judgeTee({ args }: ProgramCall): Evidence {
  const isHarmless = args.every((arg) => arg.startsWith('-') || HARMLESS_FILES.test(arg));
  return isHarmless ? reads('tee') : said('high', '"tee" overwrites files');
}

/** Judges `split`: it writes files, or runs a program for each. */
export function judgeSplit({ args }: ProgramCall): Evidence {
  const runs = args.some((arg) => /^--fi/.test(arg));
  return runs ? said('high', '"split" runs a program') : said('medium', '"split" writes files');
}

/** Judges `kill`: -1 is every process. */
export function judgeKill({ args }: ProgramCall): Evidence {
  const isAll = args.some((arg) => arg === '-1');
  return isAll ? said('critical', '"kill" ends all processes') : said('high', '"kill" ends a process');
}

/** Judges `crontab`: only `-l` reads. */
export function judgeCrontab({ args }: ProgramCall): Evidence {
  if (args.includes('-r')) return said('critical', '"crontab" removes all jobs');
  return args.join() === '-l' ? reads('crontab') : said('high', '"crontab" schedules');
}

/** Judges `ssh-keygen` and `ssh-add`: they list fingerprints, or make and load keys. */
export function judgeSshKeys({ program, args }: ProgramCall): Evidence {
  const isList =
    args.length > 0 && args.every((arg) => /^-[lvE]+f?$|^[^-]/.test(arg)) && args.some((arg) => /^-\w*l/.test(arg));
  return isList ? reads(program) : said('high', `"${program}" makes or changes keys`);
}

/** Judges `ip`: its object, then what is done with it, which may be cut short: `ip a d`, `ip ro ch`. */
export function judgeIp({ args }: ProgramCall): Evidence {
  const [, command = 'show'] = args.filter((arg) => !arg.startsWith('-'));
  const isRead = /^(?:s|sh|sho|show|l|ls|lst|list|g|get|m|monitor|identify|pids|help)$/.test(command);
  const acts = !isRead || args.some((arg) => /^--?(?:b|force|all|a$)/.test(arg));
  return acts ? said('high', '"ip" changes the network') : reads('ip');
}

/** Programs that read only with the arguments that match, and do something graver with any other. */
export const READ_ONLY_WITH: readonly (readonly [
  program: string,
  only: RegExp,
  otherwise: Evidence['level'],
  what: string,
])[] = [
  ['iptables', /^(?:-L|-n|-v|-S|-nL|-nvL|-t|nat|filter|--line-numbers|--list)$/, 'critical', 'changes the firewall'],
  ['ufw', /^(?:status|verbose|numbered)$/, 'critical', 'changes the firewall'],
  ['tc', /^(?:-s|-d|show|list|qdisc|class|filter|dev|\w+\d)$/, 'high', 'changes the network'],
  ['fdisk', /^(?:-l|\/dev\/\w+)$/, 'critical', 'partitions a disk'],
  ['ethtool', /^(?:-[ikSaglmTdn]|--(?:show\S*|driver|statistics))$|^\w+$/, 'high', 'changes a network device'],
  ['nvidia-smi', /^(?:-[lLqxia]+|--(?:query|format|list|help|id|loop)\S*|\w+|\d+)$/, 'high', 'changes a graphics card'],
  [
    'chronyc',
    /^(?:-n|tracking|sources|sourcestats|activity|clients|ntpdata|serverstats|-[av])$/,
    'high',
    'changes the clock',
  ],
  ['coredumpctl', /^(?:list|info|-[n1r]|\d+|--no-pager)$/, 'high', 'dumps or runs a debugger'],
  [
    'systemd-analyze',
    /^(?:time|blame|critical-chain|plot|dump|verify|security|calendar|--\S+|[\w.@-]+\.\w+)$/,
    'high',
    'changes the service manager',
  ],
];

/** Judges a program of that list. */
export function judgeReadOnlyWith(
  only: RegExp,
  otherwise: Evidence['level'],
  what: string,
): (call: ProgramCall) => Evidence {
  return ({ program, args }) =>
    args.length > 0 && args.every((arg) => only.test(arg))
      ? reads(program)
      : said(args.length === 0 && otherwise === 'high' ? 'low' : otherwise, `"${program}" ${what}`);
}
