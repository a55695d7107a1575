import { setImmediate } from 'node:timers/promises';

/** Looks again and again until it is so, as fast as the answers come. A test whose time runs out says where it waited. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setImmediate();
}
