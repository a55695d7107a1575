import { Attesta, AttestaDenied } from '@attesta/core';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

describe('scriptedRenderer', () => {
  it('lets an operator approve, and remembers screen and decision', async () => {
    const clock = fakeClock();
    const renderer = scriptedRenderer([true], { operator: { id: 'ada' } });
    const attesta = new Attesta({ renderer, clock });
    const deploy = attesta.gate({ name: 'deploy', risk: 'medium' }, (version: string) => `deployed ${version}`);

    expect(await deploy('v2')).toBe('deployed v2');

    const { interaction, decisions } = renderer;
    expect(interaction.asked.map(({ kind }) => kind)).toEqual(['confirm']);
    expect(interaction.transcript.map((event) => ('shown' in event ? event.shown.kind : event.asked.kind))).toEqual([
      'action',
      'confirm',
      'message',
    ]);
    expect(interaction.shown.at(-1)).toMatchObject({ text: 'approved: deploy' });
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({
      verdict: 'approved',
      operator: { id: 'ada' },
      approvers: ['ada'],
      reviewTimeSeconds: 0,
    });
  });

  it('denies once the script is used up, and vouches for nobody unless told', async () => {
    const renderer = scriptedRenderer();
    let runs = 0;
    const act = new Attesta({ renderer }).gate({ name: 'act', risk: 'medium' }, () => (runs += 1));
    await expect(act()).rejects.toThrow(AttestaDenied);
    expect(runs).toBe(0);
    expect(renderer.decisions[0]).toMatchObject({ verdict: 'cancelled', operator: undefined, approvers: [] });
  });

  it('is told of automatic decisions too, and asks nobody', async () => {
    const renderer = scriptedRenderer([true]);
    const act = new Attesta({ renderer }).gate({ name: 'act', risk: 'low' }, () => 'done');
    expect(await act()).toBe('done');
    expect([renderer.decisions.length, renderer.interaction.asked.length]).toEqual([1, 0]);
  });

  it('refuses an operator without an id', () => {
    expect(() => scriptedRenderer([], { operator: { id: '' } })).toThrow('operator must be');
  });
});
