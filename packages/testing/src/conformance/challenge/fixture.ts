import assert from 'node:assert/strict';
import { type ChallengeProtocol, type Clock, MemoryStateStore, type StateStore } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import type { ChallengeSetup, ResolvedDescription } from './description.js';

/** What goes wrong in a fixture. Default: nothing does. */
export interface Fault {
  /** Takes the place of a call of a dependency, or of the state store (`state.get`); `undefined` leaves it alone. */
  readonly dependency?: (name: string, sound: () => unknown, fixture: Fixture) => (() => unknown) | undefined;
  /** What the clock of the session reads, once the challenge has made its first call. */
  readonly clock?: (sound: number) => number;
  /** Counting from 0 over questions, dependencies and the state store: from this call on all hang, a question until the abort. */
  readonly hangAt?: number;
}

/** One challenge, one clock, one store: fixtures share nothing. */
export class Fixture {
  readonly description: ResolvedDescription;
  readonly scenario: string;
  /** The clock that the kit moves. */
  readonly clock: FakeClock = fakeClock();
  /** The same, as the challenge is given it. */
  readonly sessionClock: Clock = createClock({
    wall: () => this.#read(this.clock.wall()),
    monotonic: () => this.#read(this.clock.monotonic()),
    after: (ms, run) => this.clock.after(ms, run),
  });
  readonly state: StateStore = this.#observed(new MemoryStateStore());
  /** How often the clock was read after it failed. */
  wrongReadings = 0;
  /** What was called, in order: a question, a dependency, an operation of the state store. */
  readonly calls: string[] = [];
  readonly #fault: Fault;
  #challenge: ChallengeProtocol | undefined;

  private constructor(description: ResolvedDescription, scenario: string, fault: Fault) {
    this.description = description;
    this.scenario = scenario;
    this.#fault = fault;
  }

  /** Makes a fixture, and the challenge in it. */
  static async create(description: ResolvedDescription, scenario: string, fault: Fault = {}): Promise<Fixture> {
    const fixture = new Fixture(description, scenario, fault);
    fixture.#challenge = await description.create(fixture.setup);
    return fixture;
  }

  get challenge(): ChallengeProtocol {
    assert(this.#challenge !== undefined, 'create() must return a challenge.');
    return this.#challenge;
  }

  get setup(): ChallengeSetup {
    const { clock, scenario } = this;
    return { clock, scenario, dependency: (name, sound) => this.#dependency(name, sound) };
  }

  /** Notes a call, and returns whether it must hang. */
  note(call: string): boolean {
    this.calls.push(call);
    const { hangAt } = this.#fault;
    return hangAt !== undefined && this.calls.length > hangAt;
  }

  #dependency<F extends (...args: never) => unknown>(name: string, sound: F): F {
    const declared = Object.keys(this.description.dependencies);
    assert(declared.includes(name), `${name} is not among the dependencies that the description declares.`);
    return this.#wrap(name, sound);
  }

  #observed(store: StateStore): StateStore {
    return Object.freeze({
      get: this.#wrap('state.get', (key) => store.get(key)),
      compareAndSet: this.#wrap('state.compareAndSet', (...given) => store.compareAndSet(...given)),
      delete: this.#wrap('state.delete', (...given) => store.delete(...given)),
      list: this.#wrap('state.list', (...given) => store.list(...given)),
      watch: this.#wrap('state.watch', (...given) => store.watch(...given)),
    } satisfies StateStore);
  }

  /** The function, with each call of it noted, and replaced where the fault says so. */
  #wrap<F extends (...args: never) => unknown>(name: string, sound: F): F {
    return new Proxy(sound, {
      apply: (target, self, args) => {
        const call = (): unknown => Reflect.apply(target, self, args);
        if (this.note(name)) return new Promise(() => {});
        const given = (this.#fault.dependency?.(name, call, this) ?? call)();
        // A caller that does not await it, since it should not be a promise, need not handle its rejection.
        if (given instanceof Promise) given.catch(() => {});
        return given;
      },
    });
  }

  #read(time: number): number {
    const { clock } = this.#fault;
    if (clock === undefined || this.calls.length === 0) return time;
    this.wrongReadings += 1;
    return clock(time);
  }
}
