import type { WaitBounds } from '@attesta/core/authoring';
import type { Line } from './await-response.js';
import { isOver } from './deadlines.js';
import { NO_RESPONSE, NOTIFIER_UNAVAILABLE, type Outcome, undecided } from './reasons.js';

/** Listens until something that comes over the line decides, or until it is over. */
export async function listen(
  line: Line,
  judge: (response: unknown) => Outcome | undefined,
  bounds: WaitBounds,
): Promise<Outcome> {
  for (let failures = 0; ; ) {
    const looked = await line.look();
    failures = looked.status === 'fulfilled' ? 0 : failures + 1;
    const outcome = looked.status === 'fulfilled' ? judge(looked.value) : undefined;
    if (outcome !== undefined) return outcome;
    await line.rest(failures);
    if (isOver(bounds)) return undecided(bounds, failures === 0 ? NO_RESPONSE : NOTIFIER_UNAVAILABLE);
  }
}
