import type { Interaction } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import { type ConformanceCase, declareCases, type Unsupported } from '../conformance-case.js';
import { readUnsupported } from '../description-rules.js';
import type { Runner } from '../runner.js';
import { ANSWER_CASES } from './answer-cases.js';
import type { Act } from './description.js';
import { SCREEN_CASES } from './screen-cases.js';

/**
 * What an interaction may lack: a way to cancel, a way to be gone, a text of what stands on the screen, questions that take no
 * answer at first (`reviewSeconds`).
 */
export type InteractionCapability = 'cancelling' | 'vanishing' | 'reading' | 'reviewing';

/** An interaction, as the kit is told of it. */
export interface InteractionDescription {
  readonly name: string;
  /** Makes an interaction with a person at it. */
  create(setting: InteractionSetting): InteractionPlace | Promise<InteractionPlace>;
  readonly unsupported?: Unsupported<InteractionCapability>;
}

/** The world that an interaction is made for: one for each case. */
export interface InteractionSetting {
  readonly clock: FakeClock;
  /** What the person does, one act for each question that is put to them. */
  readonly acts: readonly Act[];
}

/** An interaction and its screen. */
export interface InteractionPlace {
  readonly interaction: Interaction;
  /** Everything that stands, or stood, where the person can read it. */
  screen?(): string;
  dispose?(): Promise<void>;
}

/** A case of an interaction. */
export type InteractionCase = ConformanceCase<InteractionDescription, InteractionCapability>;

/** Every case that an interaction must survive. */
export const INTERACTION_CASES: readonly InteractionCase[] = [...ANSWER_CASES, ...SCREEN_CASES];

/**
 * Declares the tests that an interaction must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * interactionConformance({ describe, it }, {
 *   name: 'ChatInteraction',
 *   create({ clock, acts }) {
 *     const chat = new FakeChat(acts);
 *     return { interaction: new ChatInteraction({ chat, clock }), screen: () => chat.text };
 *   },
 *   unsupported: { vanishing: 'a chat is always there' },
 * });
 */
export function interactionConformance(runner: Runner, description: InteractionDescription): void {
  const { name, unsupported } = readOptions<InteractionDescription>('interactionConformance', description, {
    name: option.required(option.id),
    create: option.required(option.function),
    unsupported: option.object,
  });
  const capabilities = ['cancelling', 'vanishing', 'reading', 'reviewing'] as const;
  const read = readUnsupported<InteractionCapability>('interactionConformance', unsupported, capabilities);
  runner.describe(`${name}: conformance of an interaction`, () => {
    declareCases(runner, INTERACTION_CASES, description, read);
  });
}
