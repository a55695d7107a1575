import { type FakeClock, fakeClock } from '../../fake-clock.js';
import type { AuditLogCase, AuditLogPlace } from './index.js';

/** A place of its own for `work`. */
export function onPlace(work: (place: AuditLogPlace, clock: FakeClock) => Promise<void>): AuditLogCase['run'] {
  return async ({ create }) => {
    const clock = fakeClock();
    const place = await create({ clock });
    try {
      await work(place, clock);
    } finally {
      await place.dispose?.();
    }
  };
}
