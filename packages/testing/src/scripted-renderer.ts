import { InteractionRenderer, type InteractionRendererOptions } from '@attesta/challenges';
import type { Decision } from '@attesta/core';
import { type InteractionScript, type ScriptedInteraction, scriptedInteraction } from './scripted-interaction.js';

/** A whole renderer over a script. */
export class ScriptedRenderer extends InteractionRenderer {
  /** The screen, with what was shown and asked on it. */
  override readonly interaction: ScriptedInteraction;
  readonly #decisions: Decision[] = [];

  constructor(script?: InteractionScript, options?: InteractionRendererOptions) {
    const interaction = scriptedInteraction(script);
    super(interaction, options);
    this.interaction = interaction;
  }

  /** Every decision it was told of, in order. */
  get decisions(): readonly Decision[] {
    return [...this.#decisions];
  }

  override renderDecision(decision: Decision): void {
    this.#decisions.push(decision);
    super.renderDecision(decision);
  }
}

/**
 * Makes a renderer whose operator answers from a script; see `scriptedInteraction`.
 *
 * @param options `operator`: the human it vouches for. Default: nobody.
 * @throws AttestaError (`invalid_option`) for a wrong option.
 * @example
 * const renderer = scriptedRenderer([true], { operator: { id: 'ada' } });
 * const attesta = new Attesta({ renderer });
 */
export function scriptedRenderer(script?: InteractionScript, options?: InteractionRendererOptions): ScriptedRenderer {
  return new ScriptedRenderer(script, options);
}
