import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Interaction } from '../../ports/interaction.js';
import { GuardedInteraction } from '../../presentation/guarded-interaction.js';
import type { Lifetime } from '../../presentation/lifetime.js';

/** A session within another one, at a place and for a time of its own. */
export function innerSession(
  { clock, state }: ChallengeSession,
  { operator, deadline }: Pick<ChallengeSession, 'operator' | 'deadline'>,
  place: Interaction,
  lifetime: Lifetime,
): ChallengeSession & { readonly interaction: GuardedInteraction } {
  return Object.freeze({
    interaction: new GuardedInteraction(place, clock, lifetime),
    operator,
    deadline,
    clock,
    state,
    get signal() {
      return lifetime.signal;
    },
  });
}
