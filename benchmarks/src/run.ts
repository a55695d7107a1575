import type { Curve } from './growth/curve.js';
import { describeMachine } from './measure/machine.js';
import type { Budget } from './measure/ratio.js';
import { measurePeer } from './peers/measure-peer.js';
import type { Peer } from './peers/peer.js';
import type { CurveResult, Figure, GroupResult, PeerResult, Results } from './report/results.js';
import type { Group, Row } from './row.js';

/** What a run measures and how long it may take. */
export interface Plan {
  readonly mode: Results['mode'];
  readonly budget: Budget;
  readonly groups: readonly Group[];
  readonly peers: readonly Peer[];
  readonly curves: readonly Curve[];
  /** Told what is being measured, and what came out. */
  readonly tell: (line: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Measures everything in the plan, one after the other. A row that throws ends the run: no figure is made up. */
export async function run(plan: Plan): Promise<Results> {
  const { mode, budget } = plan;
  const groups = await inTurn(plan.groups, (group) => measureGroup(group, plan));
  const growth = await inTurn(plan.curves, (curve) => measureCurve(curve, plan));
  // Last: some of them slow down every await of the process for good.
  const peers = await inTurn(plan.peers, (peer) => measureOnePeer(peer, plan));
  const packages = plan.peers.flatMap((peer) => peer.packages);
  return {
    mode,
    budget: { rounds: budget.rounds, sliceMs: budget.sliceMs },
    date: new Date(plan.now()).toISOString(),
    ...describeMachine(packages),
    groups,
    peers,
    growth,
  };
}

async function measureGroup({ title, method, rows, stop }: Group, { budget, tell }: Plan): Promise<GroupResult> {
  tell(`${title}`);
  try {
    const figures = await inTurn(rows, async (row) => {
      const figure = await measureRow(row, budget);
      tell(`${figure.value.median.toPrecision(3).padStart(9)} ${figure.unit}  ${row.what}, over ${row.over}`);
      return figure;
    });
    return { title, method, figures };
  } finally {
    await stop?.();
  }
}

async function measureRow({ measure, ...row }: Row, budget: Budget): Promise<Figure> {
  return { unit: 'x', ...row, value: await measure(budget) };
}

async function measureOnePeer(peer: Peer, { budget, tell }: Plan): Promise<PeerResult> {
  tell(peer.name);
  const result = await measurePeer(peer, budget);
  const [own, ours] = [result.ownAdded.median, result.attestaAdded.median].map((added) => added.toPrecision(3));
  tell(`  its own approval adds ${own} bare calls, Attesta ${ours}`);
  return result;
}

async function measureCurve({ measure, ...curve }: Curve, { budget, tell }: Plan): Promise<CurveResult> {
  tell(curve.title);
  const points = await inTurn(curve.sizes, async (size) => {
    const value = await measure(size, budget);
    tell(`${value.median.toPrecision(3).padStart(9)}  at ${size.toLocaleString('en')} ${curve.size}`);
    return { size, value };
  });
  const { id, title, size, cost, expected } = curve;
  return { id, title, size, cost, expected, points };
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
