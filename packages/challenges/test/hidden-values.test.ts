import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, type Interaction, type RiskLevel } from '@attesta/core';
import type { Notice } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';

/** The warnings beside a call with two secrets. */
async function warningsAt(risk: RiskLevel): Promise<readonly string[]> {
  const notices: Notice[] = [];
  const person: Interaction = {
    show: (notice) => void notices.push(notice),
    ask: async () => ({ status: 'cancelled' }),
  };
  const attesta = new Attesta({ renderer: new InteractionRenderer(person), challengeMap: { critical: 'confirm' } });
  const pay = attesta.gate({ name: 'pay', risk, redact: ['args[0].card'] }, async (_order: object) => {});
  await pay({ to: 'ada', card: '4242', password: 'hunter2' }).catch(() => {});
  return notices.flatMap((notice) => (notice.kind === 'action' ? (notice.warnings ?? []) : []));
}

describe('an action with hidden values', () => {
  it.each(['high', 'critical'] as const)('X-11 is shown with their number and places at %s risk', async (risk) => {
    expect(await warningsAt(risk)).toEqual(['2 values are hidden: args[0].card, args[0].password']);
  });

  it('X-11 is shown without a warning at medium risk, where each mask stands for itself', async () => {
    expect(await warningsAt('medium')).toEqual([]);
  });
});
