import { faults } from '@attesta/testing';
import { expect, it } from 'vitest';

it('throws, rejects and hangs as told', async () => {
  expect(faults.throws('no')).toThrow('no');
  await expect(faults.rejects('no')()).rejects.toThrow('no');
  const settled = Promise.race([faults.hangs()(), Promise.resolve('still waiting')]);
  expect(await settled).toBe('still waiting');
});

it('answers what it is told, whatever its type says', () => {
  const lookUp: () => number = faults.returns('seven');
  expect(lookUp()).toBe('seven');
});

it('settles twice, of which the first counts', async () => {
  const seen: string[] = [];
  const thenable = faults.settlesTwice('first', 'second')();
  thenable.then(
    (value) => seen.push(value),
    () => seen.push('rejected'),
  );
  expect(seen).toEqual(['first', 'second', 'rejected']);
  expect(await thenable).toBe('first');
});

it('has garbage of every type, and none that approves by itself', () => {
  expect(new Set(faults.garbage.map((value) => typeof value))).toEqual(
    new Set(['undefined', 'object', 'boolean', 'number', 'string', 'function']),
  );
});
