import type { Checks } from '../peers/peer.js';
import { short, withQuartiles } from './number.js';
import type { PeerResult, Results } from './results.js';
import { oneLine, table } from './table.js';

/** Other packages' approvals and ours around the same tool, and what each has checked by then. */
export function peersSection({ peers, versions }: Results): string {
  if (peers.length === 0) return '';
  return [
    '## Beside other approvals',
    INTRODUCTION,
    costs(peers),
    'What an approved call was checked for by then:',
    checks(peers),
    'How each was run:',
    peers.map((peer) => `- ${methodOf(peer, versions)}`).join('\n'),
  ].join('\n\n');
}

const INTRODUCTION = `\
The same tool, called three ways: with no approval, with the package's own, and with Attesta's gate around the tool in its
place, a confirmation. The program says yes at once each time. All in bare calls; what an approval adds is the difference to
the call without, within one round, so that with much noise it can come out below zero.`;

function costs(peers: readonly PeerResult[]): string {
  const columns = [
    { heading: 'package' },
    { heading: 'ungated call', isNumber: true },
    { heading: 'its own approval adds', isNumber: true },
    { heading: 'Attesta adds', isNumber: true },
    { heading: 'Attesta / its own', isNumber: true },
  ];
  const rows = peers.map(({ name, ungated, ownAdded, attestaAdded }) => [
    name,
    withQuartiles(ungated),
    withQuartiles(ownAdded),
    withQuartiles(attestaAdded),
    ratio(attestaAdded.median, ownAdded.median),
  ]);
  return table(columns, rows);
}

/** Of two costs; where one of them vanishes in the noise there is none. */
function ratio(ours: number, own: number): string {
  return ours > 0 && own > 0 ? `${short(ours / own)}x` : 'lost in the noise';
}

function checks(peers: readonly PeerResult[]): string {
  const columns = [
    { heading: 'package' },
    { heading: 'the approved arguments run' },
    { heading: 'one approval, one run' },
    { heading: 'who approved is known' },
    { heading: 'there is a record' },
  ];
  const row = (name: string, { binding, singleUse, identity, audit }: Checks): readonly string[] => [
    name,
    binding,
    singleUse,
    identity,
    audit,
  ];
  return table(columns, [...peers.map(({ name, checks }) => row(name, checks)), row('Attesta, in each of them', OURS)]);
}

/** What Attesta has checked in the runs beside the peers. */
const OURS: Checks = {
  binding: 'yes: the tool gets a copy of what was shown',
  singleUse: 'yes: the approval is spent by the run',
  identity: 'the operator whom the renderer vouches for; a confirmation proves no more',
  audit: 'where the package keeps one: each decision and outcome, chained and signed',
};

function methodOf({ name, packages, method }: PeerResult, versions: Results['versions']): string {
  const used = packages.map((each) => `\`${each}\` ${versions[each] ?? ''}`.trim());
  return `**${oneLine(name)}** (${used.join(', ')}): ${oneLine(method)}`;
}
