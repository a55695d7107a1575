import type { Evidence } from '../../evidence.js';
import { judgeGit } from '../git.js';
import { type ProgramCall, reads } from '../program-call.js';
import { judgeDump, judgeMake, judgeRemove, judgeRights } from './file-tools.js';
import { judgeCurl, judgeHttpie, judgeNetcat, judgeWget } from './http-clients.js';
import {
  judgeDeclare,
  judgeExport,
  judgeGetent,
  judgeHistory,
  judgePs,
  judgeSet,
  judgeTrap,
} from './shell-builtins.js';
import {
  judgeCrontab,
  judgeIp,
  judgeKill,
  judgeReadOnlyWith,
  judgeSplit,
  judgeSshKeys,
  judgeTee,
  READ_ONLY_WITH,
} from './system-tools.js';
import { judgeAwk, judgeFind, judgeJq, judgeSed, judgeTar, judgeYq } from './text-tools.js';

/** Programs whose arguments need more than a list of flags. */
export const SPECIAL: ReadonlyMap<string, (call: ProgramCall) => Evidence> = new Map([
  ...named('git', ({ args }) => judgeGit(args)),
  ...named('cd pushd', ({ program }) => reads(program)),
  ...named('find gfind', judgeFind),
  ...named('sed gsed', judgeSed),
  ...named('awk gawk mawk nawk', judgeAwk),
  ...named('jq gojq jaq', judgeJq),
  ...named('yq xq tomlq', judgeYq),
  ...named('tar gtar bsdtar', judgeTar),
  ...named('curl', judgeCurl),
  ...named('wget', judgeWget),
  ...named('http https xh xhs', judgeHttpie),
  ...named('nc', judgeNetcat),
  ...named('rm rd del remove-item', judgeRemove),
  ...named('chmod chown', judgeRights),
  ...named('make gmake', judgeMake),
  ...named('pg_dump', judgeDump),
  ...named('kill', judgeKill),
  ...named('crontab', judgeCrontab),
  ...named('ssh-keygen ssh-add', judgeSshKeys),
  ...named('tee', judgeTee),
  ...named('split', judgeSplit),
  ...named('declare typeset', judgeDeclare),
  ...named('set', judgeSet),
  ...named('export', judgeExport),
  ...named('history fc', judgeHistory),
  ...named('trap', judgeTrap),
  ...named('ps', judgePs),
  ...named('ip', judgeIp),
  ...named('getent', judgeGetent),
  ...READ_ONLY_WITH.flatMap(([program, only, otherwise, what]) =>
    named(program, judgeReadOnlyWith(only, otherwise, what)),
  ),
]);

function named(
  names: string,
  judge: (call: ProgramCall) => Evidence,
): readonly (readonly [string, (call: ProgramCall) => Evidence])[] {
  return names.split(' ').map((name) => [name, judge]);
}
