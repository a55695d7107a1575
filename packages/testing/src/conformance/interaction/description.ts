import type { Answer } from '@attesta/core/authoring';
import { hangs } from '../../faults.js';
import type { ScriptedStep } from '../../scripted-interaction.js';

/**
 * What the person at an interaction does when they are asked: answers, says nothing, walks away on purpose, or is not there (no
 * terminal, a closed input).
 */
export type Act = { readonly answer: string | boolean } | 'stays silent' | 'cancels' | 'is gone';

/** The act as a step of `scriptedInteraction`, for an interaction that is scripted itself. */
export function scriptedAct(act: Act): ScriptedStep {
  if (typeof act === 'object') return act.answer;
  if (act === 'stays silent') return hangs();
  return { status: act === 'cancels' ? 'cancelled' : 'unavailable' } satisfies Answer;
}
