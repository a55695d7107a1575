import type { ActionContext } from '../action/action-context.js';
import type { RiskFactor, RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { argumentEvidence } from './argument-evidence.js';
import { hintsEvidence, READ_ONLY } from './hints-evidence.js';
import { nameEvidence } from './name-evidence.js';

/**
 * Scores a call by the gravest of what its name, arguments and hints show. Low needs evidence that the call reads; what is not
 * known is medium. It is small and asks in doubt: `ToolRiskScorer` of `@attesta/risk` takes commands, SQL and requests apart,
 * and therefore asks less. Needs no promise, and time linear in the arguments; remembers nothing of earlier calls.
 *
 * @example new DefaultRiskScorer().score(createActionContext({ functionName: 'delete_user', args: ['ada'] }))
 * // { score: 0.7, factors: [{ name: 'verb', score: 0.7, reason: '"delete" acts or is hard to undo' }] }
 */
export class DefaultRiskScorer implements RiskScorer {
  readonly name: string = 'default';
  readonly #ofName: (name: string) => RiskFactor = memo(nameEvidence, 1000);

  score({ functionName, args, hints }: ActionContext): Exclude<RiskScore, number> {
    const own = Object.hasOwn(hints, 'readOnly') && hints.readOnly === true ? READ_ONLY : this.#ofName(functionName);
    const factors = [own, ...argumentEvidence(args), ...hintsEvidence(hints)].sort((a, b) => b.score - a.score);
    return { score: factors[0]?.score ?? 0, factors: Object.freeze(factors) };
  }
}

/** A function that remembers what it computed for at most `capacity` strings, and forgets them all when it is full. */
export function memo<T>(compute: (text: string) => T, capacity: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const computed = compute(text);
    if (known.size >= capacity) known.clear();
    known.set(text, computed);
    return computed;
  };
}
