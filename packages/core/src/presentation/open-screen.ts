import type { ActionContext } from '../action/action-context.js';
import { optionalMember, quietly } from '../internal/foreign.js';
import { isId } from '../internal/options.js';
import type { Operator } from '../ports/challenge-session.js';
import type { Clock, Deadline } from '../ports/clock.js';
import type { Renderer, Screen } from '../ports/renderer.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import { callDependency } from './call-dependency.js';
import { reportFault } from './faults.js';
import { type Lifetime, NO_INTERACTION } from './guarded-interaction.js';

/** Where a presentation takes place and how long it may last. */
export interface Place {
  readonly lifetime: Lifetime;
  readonly deadline: Deadline;
  readonly abort: AbortSignal | undefined;
  readonly onShown: () => void;
}

const NO_SCREEN: Screen = Object.freeze({ interaction: NO_INTERACTION, operator: undefined, close(): void {} });

/** The renderer's screen for this action; without a renderer one with nobody there; undefined when it cannot be opened. */
export async function openScreen(
  { renderer, clock }: { readonly renderer: Renderer | undefined; readonly clock: Clock },
  context: ActionContext,
  risk: RiskAssessment,
  { lifetime, deadline, abort, onShown }: Place,
): Promise<Screen | undefined> {
  if (renderer === undefined) return NO_SCREEN;
  const opening = Promise.resolve().then(() =>
    renderer.open(context, risk, { signal: lifetime.signal, deadline, onShown }),
  );
  const opened = await callDependency({ clock, deadline, signal: abort }, () => opening);
  if (opened.status === 'fulfilled') return checked(opened.value, lifetime);
  if (opened.status === 'rejected') reportFault(lifetime, 'renderer', opened.reason);
  if (opened.status === 'timed_out') reportFault(lifetime, 'renderer', new Error('the screen did not open in time'));
  // A screen that opens too late is closed again, so that the next action gets its turn.
  opening.then(closeScreen, () => {});
  return undefined;
}

/** Closes a screen, whatever it does. */
export function closeScreen(screen: Screen): void {
  quietly(() => screen.close());
}

/** The screen, its parts read once; undefined, and closed, when one of them is not what it must be. */
function checked(screen: Screen, lifetime: Lifetime): Screen | undefined {
  try {
    const { interaction } = screen;
    if (typeof interaction.show !== 'function' || typeof interaction.ask !== 'function')
      throw new TypeError('a screen needs an interaction with show and ask');
    const operator = optionalMember(screen, 'operator');
    return {
      interaction,
      operator: operator === undefined ? undefined : checkedOperator(operator),
      close: () => screen.close(),
    };
  } catch (error) {
    reportFault(lifetime, 'renderer', error);
    closeScreen(screen);
    return undefined;
  }
}

function checkedOperator({ id, displayName }: Operator): Operator {
  if (!isId(id)) throw new TypeError('the id of the operator of a screen is not one');
  return Object.freeze(typeof displayName === 'string' ? { id, displayName } : { id });
}
