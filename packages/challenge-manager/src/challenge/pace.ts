import { draw, type RandomBytes } from '../random.js';

/** How often a service is asked. */
export interface PollingPace {
  readonly intervalSeconds: number;
  readonly backOff: BackOff;
}

/** How many seconds to wait after so many failures in a row. */
export type BackOff = (failures: number, firstSeconds: number) => number;

/**
 * Capped exponential back-off with full jitter: anything from 0 up to a ceiling that is `firstSeconds` after one failure
 * and doubles with each further one, up to 30 seconds. So callers that failed together do not come back together
 * (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export function backOffWith(random: RandomBytes): BackOff {
  return (failures, firstSeconds) => {
    if (failures === 0) return 0;
    const ceiling = Math.min(LONGEST_SECONDS, firstSeconds * 2 ** (failures - 1));
    return ceiling * (draw(random, 4).readUInt32BE() / 2 ** 32);
  };
}

const LONGEST_SECONDS = 30;
