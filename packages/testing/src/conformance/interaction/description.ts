import type { Interaction } from '@attesta/core';
import type { Answer } from '@attesta/core/authoring';
import type { FakeClock } from '../../fake-clock.js';
import { faults } from '../../faults.js';
import type { ScriptedStep } from '../../scripted-interaction.js';
import type { ConformanceCase, UnsupportedReasons } from '../conformance-case.js';

/**
 * What an interaction may lack: a way to cancel, a way to be gone, a text of what stands on the screen, questions that take no
 * answer at first (`reviewSeconds`).
 */
export type InteractionCapability = 'cancelling' | 'vanishing' | 'reading' | 'reviewing';

/** An interaction, described so that the kit can put it through its cases. */
export interface InteractionDescription {
  /** Names the part in the report. */
  readonly name: string;
  /** Makes an interaction, and the person at it. */
  create(setup: InteractionSetup): InteractionFixture | Promise<InteractionFixture>;
  /** The capabilities that it lacks, each with the reason. Default: none. */
  readonly unsupported?: UnsupportedReasons<InteractionCapability>;
}

/** What `create` is given: one for each case. */
export interface InteractionSetup {
  readonly clock: FakeClock;
  /** How the person reacts, one reaction for each question. */
  readonly reactions: readonly OperatorReaction[];
}

/** An interaction and its screen. */
export interface InteractionFixture {
  readonly interaction: Interaction;
  /** Everything that stands, or stood, where the person can read it. */
  screen?(): string;
  dispose?(): Promise<void>;
}

/** A case of an interaction. */
export type InteractionCase = ConformanceCase<InteractionDescription, InteractionCapability>;

/**
 * How the person at an interaction reacts to a question: answers, says nothing, walks away on purpose, or is not there (no
 * terminal, a closed input).
 */
export type OperatorReaction = { readonly answer: string | boolean } | 'stays silent' | 'cancels' | 'is gone';

/** Turns a reaction into a step of `scriptedInteraction`, for an interaction that is scripted itself. */
export function toScriptedStep(reaction: OperatorReaction): ScriptedStep {
  if (typeof reaction === 'object') return reaction.answer;
  if (reaction === 'stays silent') return faults.hangs();
  return { status: reaction === 'cancels' ? 'cancelled' : 'unavailable' } satisfies Answer;
}
