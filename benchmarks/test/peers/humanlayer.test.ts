import { expect, it } from 'vitest';
import { approvedBy } from '../../src/peers/humanlayer.js';
import { REQUESTED, RowDeletion } from '../../src/peers/row-deletion.js';

function held(answer: (changed: { limit: number }) => boolean) {
  const deletion = new RowDeletion();
  const request = { ...REQUESTED };
  const ask = approvedBy(
    () => answer(request),
    ({ table, limit }) => deletion.deleteRows(table, limit),
  );
  return { deletion, ask: () => ask(request) };
}

it('HumanLayer does not run what was denied', async () => {
  const { deletion, ask } = held(() => false);
  expect(await ask()).toMatch('User denied');
  expect(deletion.runs).toBe(0);
});

it('HumanLayer, binding, no: runs what the arguments were changed to while somebody was asked', async () => {
  const { deletion, ask } = held((request) => {
    request.limit = 1000;
    return true;
  });
  await ask();
  expect(deletion.last?.limit).toBe(1000);
});

it('HumanLayer, single use: asks for each call', async () => {
  const answers = [true, false];
  const { deletion, ask } = held(() => answers.shift() ?? false);
  await ask();
  await ask();
  expect([deletion.runs, answers]).toEqual([1, []]);
});
