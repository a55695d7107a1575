import type { Renderer } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import { type ConformanceCase, declareCases, type Unsupported } from '../conformance-case.js';
import { readUnsupported } from '../description-rules.js';
import type { Act } from '../interaction/description.js';
import type { Runner } from '../runner.js';
import { CHALLENGE_CASES } from './challenge-cases.js';
import { TURN_CASES } from './turn-cases.js';

/** What a renderer may lack: a challenge of its own for `confirm`. */
export type RendererCapability = 'confirming';

/** A renderer, as the kit is told of it. */
export interface RendererDescription {
  readonly name: string;
  /** Makes a renderer with a person at it. */
  create(setting: RendererSetting): RendererPlace | Promise<RendererPlace>;
  readonly unsupported?: Unsupported<RendererCapability>;
}

/** The world that a renderer is made for: one for each case. */
export interface RendererSetting {
  readonly clock: FakeClock;
  /** What the person does, one act for each question that is put to them. */
  readonly acts: readonly Act[];
}

/** A renderer, and how to clear it away. */
export interface RendererPlace {
  readonly renderer: Renderer;
  dispose?(): Promise<void>;
}

/** A case of a renderer. */
export type RendererCase = ConformanceCase<RendererDescription, RendererCapability>;

/** Every case that a renderer must survive. */
export const RENDERER_CASES: readonly RendererCase[] = [...TURN_CASES, ...CHALLENGE_CASES];

/**
 * Declares the tests that a renderer must pass; its interaction has a suite of its own, `interactionConformance`.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * rendererConformance({ describe, it }, {
 *   name: 'ChatRenderer',
 *   create: ({ clock, acts }) => ({ renderer: new ChatRenderer({ chat: new FakeChat(acts), clock }) }),
 * });
 */
export function rendererConformance(runner: Runner, description: RendererDescription): void {
  const { name, unsupported } = readOptions<RendererDescription>('rendererConformance', description, {
    name: option.required(option.id),
    create: option.required(option.function),
    unsupported: option.object,
  });
  const read = readUnsupported<RendererCapability>('rendererConformance', unsupported, ['confirming']);
  runner.describe(`${name}: conformance of a renderer`, () => {
    declareCases(runner, RENDERER_CASES, description, read);
  });
}
