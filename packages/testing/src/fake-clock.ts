import { setImmediate } from 'node:timers';
import type { Clock } from '@attesta/core';
import { createClock, readOptions } from '@attesta/core/authoring';

/** Options of `fakeClock`. */
export interface FakeClockOptions {
  /** The wall clock's start, in milliseconds since 1970. Default: 2026-01-01T00:00:00Z. */
  readonly now?: number;
}

/** Which clocks `advance` moves. Both, unless one is false. */
export interface AdvanceOptions {
  readonly wall?: boolean;
  readonly monotonic?: boolean;
}

/** A clock that a test moves. Time stands still in between, and timers follow the monotonic clock, as real ones do. */
export interface FakeClock extends Clock {
  /** How many timers wait: those that neither fired nor were cancelled. */
  readonly pending: number;
  /**
   * Moves time on and fires what falls due on the way, each timer at its own time, in order; lets promises settle before
   * the first, after each, and at the end. Work that waits for the outside world (files, sockets) is not waited for.
   *
   * @param ms Milliseconds, 0 or more.
   * @param moving `{ monotonic: false }`: the wall clock jumps ahead, and no timer fires. `{ wall: false }`: it stands still.
   * @throws RangeError for any other `ms`; Error while an earlier `advance` is not done; whatever a timer throws.
   */
  advance(ms: number, moving?: AdvanceOptions): Promise<void>;
  /** Sets the wall clock, also back, to `ms` milliseconds since 1970. No timer fires. */
  setWall(ms: number): void;
}

/**
 * Makes a clock that stands still until the test moves it.
 *
 * @throws AttestaError (`invalid_option`) when `now` is not a finite number.
 * @example
 * const clock = fakeClock({ now: Date.UTC(2026, 0, 1) });
 * clock.after(60_000, () => console.log('a minute has passed'));
 * await clock.advance(60_000);
 */
export function fakeClock(options?: FakeClockOptions): FakeClock {
  const { now = Date.UTC(2026, 0, 1) } = readOptions<FakeClockOptions>('fakeClock', options, RULES);
  let wall = now;
  // Neither 0 nor the wall's: code that mixes the two up, or takes the start for "nothing", shows.
  let monotonic = 1_000;
  let isAdvancing = false;
  const timers = new Set<Timer>();
  const primitives = { wall: () => wall, monotonic: () => monotonic, after };

  return Object.freeze({
    ...createClock(primitives),
    advance,
    setWall(ms: number): void {
      wall = checked('setWall', ms, Number.NEGATIVE_INFINITY);
    },
    get pending() {
      return timers.size;
    },
  });

  function after(ms: number, run: () => void): () => void {
    if (Number.isNaN(ms)) throw new RangeError('fakeClock: after needs a number of milliseconds, not NaN.');
    const timer = { due: monotonic + Math.max(ms, 0), run };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  }

  async function advance(ms: number, moving: AdvanceOptions = {}): Promise<void> {
    checked('advance', ms, 0);
    if (isAdvancing) throw new Error('fakeClock: advance is not done yet; await it before the next.');
    isAdvancing = true;
    try {
      await settle();
      if (moving.monotonic === false) wall += moving.wall === false ? 0 : ms;
      else await run(monotonic + ms, moving.wall !== false);
      await settle();
    } finally {
      isAdvancing = false;
    }
  }

  async function run(end: number, isWallMoving: boolean): Promise<void> {
    const moveTo = (time: number): void => {
      if (isWallMoving) wall += time - monotonic;
      monotonic = time;
    };
    for (let timer = first(timers); timer !== undefined && timer.due <= end; timer = first(timers)) {
      moveTo(timer.due);
      timers.delete(timer);
      timer.run();
      await settle();
    }
    moveTo(end);
  }
}

interface Timer {
  /** In monotonic milliseconds. */
  readonly due: number;
  readonly run: () => void;
}

/** The timer that is due first; of several at one time, the one that was set first. */
function first(timers: ReadonlySet<Timer>): Timer | undefined {
  let found: Timer | undefined;
  for (const timer of timers) if (found === undefined || timer.due < found.due) found = timer;
  return found;
}

/** Lets everything run that waits for no timer: each turn of the event loop empties the queue of promises. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

function checked(name: string, ms: number, least: number): number {
  if (Number.isFinite(ms) && ms >= least) return ms;
  throw new RangeError(
    `fakeClock: ${name} needs a finite number of milliseconds${least === 0 ? ' from 0 up' : ''}, not ${String(ms)}.`,
  );
}

// One empties the promises; the others let through what needs a turn of its own (a message port, a stream).
const TURNS = 4;

const RULES = { now: { allowed: 'a finite number of milliseconds since 1970', accepts: Number.isFinite } };
