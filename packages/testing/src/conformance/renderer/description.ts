import type { Renderer } from '@attesta/core';
import type { FakeClock } from '../../fake-clock.js';
import type { ConformanceCase, UnsupportedReasons } from '../conformance-case.js';
import type { OperatorReaction } from '../interaction/description.js';

/** What a renderer may lack: a challenge of its own for `confirm`. */
export type RendererCapability = 'confirming';

/** A renderer, described so that the kit can put it through its cases. */
export interface RendererDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes a renderer, and the person at it. */
  create(setup: RendererSetup): RendererFixture | Promise<RendererFixture>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<RendererCapability>;
}

/** What `create` is given: one for each case. */
export interface RendererSetup {
  readonly clock: FakeClock;
  /** How the person reacts, one reaction for each question. */
  readonly reactions: readonly OperatorReaction[];
}

/** A renderer, and how to clear it away. */
export interface RendererFixture {
  readonly renderer: Renderer;
  dispose?(): Promise<void>;
}

/** A case of a renderer. */
export type RendererCase = ConformanceCase<RendererDescription, RendererCapability>;
