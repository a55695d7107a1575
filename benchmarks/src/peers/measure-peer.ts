import { bare } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import { type Budget, perRound, spreadOf } from '../measure/ratio.js';
import type { PeerResult } from '../report/results.js';
import type { Peer } from './peer.js';

/**
 * Measures the three ways of calling the same tool and a bare call in turn; what an approval adds is a difference within
 * one round. In processor time: nothing waits for anything else, and a small difference of large times bears no noise.
 */
export async function measurePeer({ start, ...peer }: Peer, budget: Budget): Promise<PeerResult> {
  const { ungated, own, attesta, stop } = await start();
  try {
    const [alone = [], ownAdded = [], attestaAdded = []] = await perRound(
      [bare, ungated, own, attesta],
      inProcessorTime({ ...budget, sliceMs: budget.sliceMs * LONGER }),
      ([call = 0, without = 0, withOwn = 0, withAttesta = 0]) => [
        without / call,
        (withOwn - without) / call,
        (withAttesta - without) / call,
      ],
    );
    const spreads = { ungated: spreadOf(alone), ownAdded: spreadOf(ownAdded), attestaAdded: spreadOf(attestaAdded) };
    return { ...peer, ...spreads };
  } finally {
    await stop?.();
  }
}

/** A call of some peers takes milliseconds: a slice holds several. */
const LONGER = 4;
