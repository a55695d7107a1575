import { ConfirmChallenge } from '@attesta/challenges';
import { MemoryStateStore } from '@attesta/core';
import { deadlineIn, isChallenge, remaining } from '@attesta/core/authoring';
import { createSession, fakeClock, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const CENTURY = 100 * 365 * 24 * 60 * 60 * 1000;

describe('createSession', () => {
  it('T-02 has no operator unless one is given', () => {
    expect(createSession().operator).toBeUndefined();
    expect(createSession({ operator: { id: 'ada' } }).operator).toEqual({ id: 'ada' });
  });

  it('answers unavailable unless it has an interaction', async () => {
    const { interaction, signal } = createSession();
    interaction.show({ kind: 'message', text: 'to nobody' });
    const answer = await interaction.ask({ kind: 'confirm', id: 'confirm', prompt: 'Run?' }, { signal });
    expect(answer).toEqual({ status: 'unavailable' });
  });

  it('has a clock that stands still, and a deadline far away that is a date', () => {
    const { clock, deadline } = createSession();
    expect(clock.wall()).toBe(fakeClock().wall());
    expect(remaining(clock, deadline)).toBe(CENTURY);
    expect(new Date(deadline.wall).getUTCFullYear()).toBe(2125);
  });

  it('shares no state with another session', async () => {
    const { state } = createSession();
    await state.compareAndSet('key', 0, 'value');
    expect(await createSession().state.get('key')).toBeUndefined();
  });

  it('hands on what it is given', () => {
    const given = {
      interaction: scriptedInteraction(),
      clock: fakeClock(),
      state: new MemoryStateStore(),
      operator: { id: 'ada', displayName: 'Ada' },
      signal: new AbortController().signal,
      deadline: { wall: 1, monotonic: 2 },
    };
    const { interaction, clock, state, operator, signal, deadline } = createSession(given);
    expect({ interaction, clock, state, operator, signal, deadline }).toEqual(given);
    expect([interaction, clock, state, signal]).toEqual([given.interaction, given.clock, given.state, given.signal]);
    expect(signal).toBe(given.signal);
  });

  it('aborts its signal when a given deadline passes, and not before', async () => {
    const clock = fakeClock();
    const session = createSession({ clock, deadline: deadlineIn(clock, 60) });
    const { signal } = session;
    expect(session.signal).toBe(signal);
    await clock.advance(59_999);
    expect(signal.aborted).toBe(false);
    await clock.advance(1);
    expect([signal.aborted, clock.pending]).toEqual([true, 0]);
  });

  it('N-03 aborts it also when only the wall clock passes the deadline', async () => {
    const clock = fakeClock();
    const { signal } = createSession({ clock, deadline: deadlineIn(clock, 3_600) });
    await clock.advance(7_200_000, { monotonic: false });
    await clock.advance(30_000);
    expect(signal.aborted).toBe(true);
  });

  it('sets no timer for a challenge that does not look at the signal, nor without a deadline', () => {
    const clock = fakeClock();
    createSession({ clock, deadline: deadlineIn(clock, 60) });
    expect(createSession({ clock }).signal.aborted).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it('presents a challenge without a gate', async () => {
    const challenge = new ConfirmChallenge();
    const present = (script: boolean[]) =>
      challenge.present(
        sampleContext(),
        sampleRisk('medium'),
        createSession({ interaction: scriptedInteraction(script), operator: { id: 'ada' } }),
      );
    expect(isChallenge(challenge)).toBe(true);
    expect(await present([true])).toMatchObject({ passed: true, responder: 'ada' });
    expect(await present([false])).toMatchObject({ passed: false, verdict: 'denied' });
    expect(await present([])).toMatchObject({ passed: false, verdict: 'cancelled' });
  });

  it('refuses wrong options by name', () => {
    // @ts-expect-error: no such option.
    expect(() => createSession({ operater: { id: 'ada' } })).toThrow('there is no option "operater"');
    expect(() => createSession({ operator: { id: '' } })).toThrow('createSession: operator must be');
    // @ts-expect-error: half a deadline.
    expect(() => createSession({ deadline: { wall: 1 } })).toThrow('createSession: deadline must be');
    expect(() => createSession({ deadline: { wall: Number.NaN, monotonic: 1 } })).toThrow('deadline must be');
    // @ts-expect-error: a controller is no signal.
    expect(() => createSession({ signal: new AbortController() })).toThrow('signal must be an AbortSignal');
    // @ts-expect-error: half an interaction.
    expect(() => createSession({ interaction: { show() {} } })).toThrow('interaction must be an object with show, ask');
  });
});
