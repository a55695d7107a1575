import type { Budget } from './ratio.js';

/**
 * A budget counted in the time that the processors work for this process: where nothing waits, that is all there is, and
 * other programs on the machine do not lengthen it. A curve needs less noise than a single ratio: its points are far
 * apart in time.
 */
export function inProcessorTime(budget: Budget): Budget {
  return { now: processorTime, ...budget };
}

function processorTime(): bigint {
  const { user, system } = process.cpuUsage();
  return BigInt(user + system) * 1000n;
}
