import assert from 'node:assert/strict';
import {
  type ActionInput,
  type ChallengeProtocol,
  type Clock,
  MemoryStateStore,
  type Operator,
  type StateStore,
} from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import type { Answers, ChallengeSetting, ChallengeSubject } from './description.js';
import { Presentation } from './presentation.js';
import { type Interference, OperatorAtScreen, silence } from './recording-interaction.js';
import type { Way } from './variants.js';

/** What is different from a sound world. */
export interface Disturbance {
  /** Takes the place of a call of a dependency, or of the state store (`state.get`); `undefined` leaves it alone. */
  readonly dependency?: (name: string, sound: () => unknown, world: World) => (() => unknown) | undefined;
  /** What the clock of the session tells, once the challenge has made its first call. */
  readonly time?: (sound: number) => number;
  /** Counting from 0 over questions, dependencies and the state store: from this call on all hang, a question until the abort. */
  readonly hangAt?: number;
}

/** What is different about one presentation. */
export interface Scene {
  readonly answers?: Answers;
  readonly interfere?: Interference;
  readonly action?: Partial<ActionInput>;
  /** `nobody`: the renderer vouches for none. */
  readonly operator?: Operator | 'nobody';
  readonly hasSession?: boolean;
}

/** Where the cases of one challenge take place. */
export class Stage {
  readonly subject: ChallengeSubject;
  readonly way: Way;

  constructor(subject: ChallengeSubject, way: Way) {
    this.subject = subject;
    this.way = way;
  }

  get passing(): readonly string[] {
    return Object.keys(this.subject.passes);
  }

  get failing(): readonly string[] {
    return Object.keys(this.subject.fails);
  }

  /** A new world for a scenario; the first passing one unless named. */
  async world(scenario: string = this.passing[0] ?? '', disturbance: Disturbance = {}): Promise<World> {
    const world = new World(this, scenario, disturbance);
    await world.make();
    return world;
  }

  /** Plays a scenario in a world of its own, to its end. */
  async play(scenario?: string, scene?: Scene, disturbance?: Disturbance): Promise<Presentation> {
    const world = await this.world(scenario, disturbance);
    return await world.begin(scene).end();
  }
}

/** One challenge, one clock, one store: nothing is shared between worlds. */
export class World {
  readonly stage: Stage;
  readonly scenario: string;
  /** The clock that the kit moves. */
  readonly clock: FakeClock = fakeClock();
  /** The same, as the challenge is given it. */
  readonly sessionClock: Clock = createClock({
    wall: () => this.#told(this.clock.wall()),
    monotonic: () => this.#told(this.clock.monotonic()),
    after: (ms, run) => this.clock.after(ms, run),
  });
  readonly state: StateStore = this.#watched(new MemoryStateStore());
  /** How often the clock was read after it failed. */
  wrongReadings = 0;
  /** What was called, in order: a question, a dependency, an operation of the state store. */
  readonly calls: string[] = [];
  readonly #disturbance: Disturbance;
  #challenge: ChallengeProtocol | undefined;

  constructor(stage: Stage, scenario: string, disturbance: Disturbance) {
    this.stage = stage;
    this.scenario = scenario;
    this.#disturbance = disturbance;
  }

  async make(): Promise<void> {
    this.#challenge = await this.stage.subject.create(this.setting);
  }

  get challenge(): ChallengeProtocol {
    assert(this.#challenge !== undefined, 'create() must return a challenge.');
    return this.#challenge;
  }

  get setting(): ChallengeSetting {
    const { clock, scenario } = this;
    return { clock, scenario, dependency: (name, sound) => this.#wrap(name, sound) };
  }

  begin(scene: Scene = {}): Presentation {
    const { passes, fails } = this.stage.subject;
    const answers = scene.answers ?? passes[this.scenario] ?? fails[this.scenario];
    const interfere: Interference = (question, index, signal) =>
      this.#isToHang(`ask ${question.id}`) ? () => silence(signal) : scene.interfere?.(question, index, signal);
    const isOverdue = (): boolean => presentation.isOverdue;
    const screen = new OperatorAtScreen(answers?.(this.setting) ?? [], isOverdue, interfere);
    const presentation = new Presentation(this, screen, scene);
    presentation.begin();
    return presentation;
  }

  #wrap<F extends (...args: never) => unknown>(name: string, sound: F): F {
    const declared = Object.keys(this.stage.subject.dependencies);
    assert(declared.includes(name), `${name} is not among the dependencies that the description declares.`);
    return this.#through(name, sound);
  }

  #watched(store: StateStore): StateStore {
    return Object.freeze({
      get: this.#through('state.get', (key) => store.get(key)),
      compareAndSet: this.#through('state.compareAndSet', (...given) => store.compareAndSet(...given)),
      delete: this.#through('state.delete', (...given) => store.delete(...given)),
      list: this.#through('state.list', (...given) => store.list(...given)),
      watch: this.#through('state.watch', (...given) => store.watch(...given)),
    } satisfies StateStore);
  }

  /** The function, with each call of it noted, and disturbed where it is to be. */
  #through<F extends (...args: never) => unknown>(name: string, sound: F): F {
    return new Proxy(sound, {
      apply: (target, self, args) => {
        const call = (): unknown => Reflect.apply(target, self, args);
        if (this.#isToHang(name)) return new Promise(() => {});
        const given = (this.#disturbance.dependency?.(name, call, this) ?? call)();
        // Who does not wait for it, since it should not be a promise, need not handle its rejection.
        if (given instanceof Promise) given.catch(() => {});
        return given;
      },
    });
  }

  #told(time: number): number {
    const { time: disturbed } = this.#disturbance;
    if (disturbed === undefined || this.calls.length === 0) return time;
    this.wrongReadings += 1;
    return disturbed(time);
  }

  #isToHang(call: string): boolean {
    this.calls.push(call);
    const { hangAt } = this.#disturbance;
    return hangAt !== undefined && this.calls.length > hangAt;
  }
}
