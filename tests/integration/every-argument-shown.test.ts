import { PassThrough } from 'node:stream';
import { Attesta, createActionContext } from '@attesta/core';
import { describeArguments } from '@attesta/core/authoring';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../campaigns/campaign.js';

/** A seeded generator, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ROUNDS = campaignSize({ normal: 150, long: 10_000 });

const TEXTS = [
  '',
  'orders',
  'Risk: LOW',
  '\u001b[2J\u001b]0;x\u0007',
  'a\nApprove? y',
  '\u202egpj.exe',
  'x'.repeat(300),
  'a "b" \\',
  'прод',
];

function randomValue(random: (below: number) => number, depth: number): unknown {
  const text = (): string => TEXTS[random(TEXTS.length)] ?? '';
  const inner = (): unknown => randomValue(random, depth - 1);
  switch (random(depth > 0 ? 12 : 8)) {
    case 0:
      return random(1000) - 500;
    case 1:
      return BigInt(random(1000));
    case 2:
      return random(2) === 0;
    case 3:
      return [null, undefined, -0][random(3)];
    case 4:
      return new Date(random(1e9));
    case 5:
      return new Uint8Array([random(256), random(256)]);
    case 8:
      return Array.from({ length: random(4) }, inner);
    case 9:
      return new Map([[text(), inner()]]);
    case 10:
      return new Set([inner(), text()]);
    case 11:
      return Object.fromEntries(Array.from({ length: random(4) }, (_, index) => [`${text()}${index}`, inner()]));
    default:
      return text();
  }
}

describe('B-02 every argument', () => {
  it('B-02 stands on the screen, escaped and whole, whatever it is', async () => {
    const random = generator(campaignSeed(2));
    for (let round = 0; round < ROUNDS; round += 1) {
      const args = Array.from({ length: 1 + random(3) }, () => randomValue(random, 3));
      const output = new PassThrough();
      let written = '';
      output.on('data', (chunk) => (written += String(chunk)));
      const renderer = new TerminalRenderer({ input: new PassThrough(), output, operator: { id: 'ada' } });
      const guarded = new Attesta({ renderer, challengeMap: { critical: 'confirm' } }).gate(
        { risk: 'critical', name: 'run' },
        (..._args: unknown[]) => {},
      );
      await expect(guarded(...args)).rejects.toMatchObject({ code: 'denied' });
      // What was broken over lines is put together again: behind the gutter there is nothing but the value.
      const behindGutter = written
        .split('\n')
        .map((line) => line.slice(line.indexOf('| ') + 2))
        .join('');
      for (const { text } of describeArguments(createActionContext({ functionName: 'run', args }))) {
        if (!behindGutter.includes(text)) expect.fail(`${text} is not on the screen:\n${written}`);
      }
      expect(written).not.toMatch(/[^\n -~]/);
    }
  });

  it('B-02 is refused as not_displayable where it cannot be shown', async () => {
    const guarded = new Attesta({ challengeMap: { low: 'auto_approve' } }).gate(
      { risk: 'low', name: 'run' },
      (_job: unknown) => {},
    );
    for (const job of [() => {}, Symbol('x'), new WeakMap(), Promise.resolve()]) {
      await expect(guarded(job)).rejects.toMatchObject({ code: 'not_displayable' });
    }
  });
});
