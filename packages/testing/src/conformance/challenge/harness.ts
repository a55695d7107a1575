import type { ConformanceCase } from '../conformance-case.js';
import type { ChallengeCapability, ResolvedDescription } from './description.js';
import { type Fault, Fixture } from './fixture.js';
import { Presentation, type PresentationOptions } from './presentation.js';
import type { Variant } from './variants.js';

/** A case of a challenge. `isDirectOnly`: it proves nothing about a challenge behind the gate, and does not run there. */
export interface ChallengeCase extends ConformanceCase<Harness, ChallengeCapability> {
  readonly isDirectOnly?: true;
}

/** Runs the scenarios of one challenge, presented in one way. */
export class Harness {
  readonly description: ResolvedDescription;
  readonly #variant: Variant;

  constructor(description: ResolvedDescription, variant: Variant) {
    this.description = description;
    this.#variant = variant;
  }

  /** The names of the scenarios that must pass. */
  get passing(): readonly string[] {
    return Object.keys(this.description.passes);
  }

  /** The names of the scenarios that must not pass. */
  get failing(): readonly string[] {
    return Object.keys(this.description.fails);
  }

  /** Makes a fixture for a scenario; the first passing one unless named. */
  async fixture(scenario: string = this.passing[0] ?? '', fault?: Fault): Promise<Fixture> {
    return await Fixture.create(this.description, scenario, fault);
  }

  /** Begins a presentation in a fixture, which may hold several. */
  begin(fixture: Fixture, options?: PresentationOptions): Presentation {
    return Presentation.begin(this.#variant, fixture, options);
  }

  /** Runs a scenario in a fixture of its own, to its end. */
  async run(scenario?: string, options?: PresentationOptions, fault?: Fault): Promise<Presentation> {
    return await this.begin(await this.fixture(scenario, fault), options).end();
  }
}
