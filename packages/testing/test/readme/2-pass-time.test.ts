import { Attesta } from '@attesta/core';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { expect, it } from 'vitest';

it('denies when nobody reacts for an hour', async () => {
  const clock = fakeClock();
  const renderer = scriptedRenderer([() => new Promise(() => {})]);
  const drop = new Attesta({ renderer, clock }).gate({ name: 'drop', risk: 'medium' }, () => 'dropped');
  const denied = expect(drop()).rejects.toThrow();
  await clock.advance(3_600_000);
  await denied;
  expect(renderer.decisions[0]?.verdict).toBe('timed_out');
});
