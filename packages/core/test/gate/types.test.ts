import {
  type ActionContext,
  Attesta,
  AttestaDenied,
  type ChallengeResult,
  createActionContext,
  type Decision,
  type Operator,
} from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { describe, expect, expectTypeOf, it } from 'vitest';

/** Never called: what stands in it is checked by the compiler (`npm run check`), which also fails on a needless expectation. */
export function wrongUse(attesta: Attesta, context: ActionContext, decision: Decision): void {
  // @ts-expect-error N-14 a context cannot be written by hand
  const forged: ActionContext = { functionName: 'f', args: [], environment: 'development' };
  // @ts-expect-error N-14 nor by spreading one: the copy has no digest
  const copied: ActionContext = { ...context, functionName: 'other' };
  // @ts-expect-error N-14 the digest cannot be swapped
  context.digest = '';
  // @ts-expect-error N-14 arguments cannot be replaced
  context.args = [];
  // @ts-expect-error N-14 a verdict cannot be changed
  decision.verdict = 'approved';
  // @ts-expect-error N-14 a result needs its type
  createChallengeResult({ passed: true });
  // @ts-expect-error N-14 an operator has an id
  const nobody: Operator = { displayName: 'Ada' };
  // @ts-expect-error N-14 approved is no way to fail
  createChallengeResult({ passed: false, challengeType: 'confirm', verdict: 'approved' });
  // @ts-expect-error a level that does not exist
  attesta.gate({ risk: 'severe' });
  // @ts-expect-error an option that does not exist
  attesta.gate({ approveOnTimeout: true });
  // @ts-expect-error a decorator takes async methods only
  attesta.gate({ risk: 'low' })((_x: number): number => 1, {} as ClassMethodDecoratorContext);
  void [forged, copied, nobody];
}

describe('types', () => {
  it('N-14 follow the function through the gate', () => {
    const { gate } = new Attesta();
    const rename = (user: { id: number }, to: string): string => `${user.id}${to}`;
    const guarded = gate({ risk: 'low', inspect: (user) => [user.id] }, rename);
    expectTypeOf(guarded).parameters.toEqualTypeOf<[user: { id: number }, to: string]>();
    expectTypeOf(guarded).returns.toEqualTypeOf<Promise<string>>();
    expectTypeOf(guarded.with).returns.returns.toEqualTypeOf<Promise<string>>();
    expectTypeOf<AttestaDenied['decision']>().toEqualTypeOf<Decision>();
    expectTypeOf<ChallengeResult['passed']>().toEqualTypeOf<boolean>();
    expectTypeOf(createActionContext({ functionName: 'f' })).toEqualTypeOf<ActionContext>();
    expect(new AttestaDenied('denied', Object.create(null)).code).toBe('denied');
  });
});
