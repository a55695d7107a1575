import { describe, expect, it } from 'vitest';
import { readCommand, UsageError } from '../src/command-line.js';

describe('readCommand', () => {
  it('measures by default, in full', () => {
    expect(readCommand([])).toEqual({ name: 'measure', mode: 'full', only: '' });
    expect(readCommand(['--quick', '--only', 'gate/', '--out', 'there'])).toEqual({
      name: 'measure',
      mode: 'quick',
      only: 'gate/',
      out: 'there',
    });
  });

  it('compares two files', () => {
    expect(readCommand(['compare', 'a.json', 'b.json'])).toEqual({
      name: 'compare',
      before: 'a.json',
      after: 'b.json',
    });
  });

  const FAULTS: readonly (readonly [readonly string[], RegExp])[] = [
    [['--quik'], /^Unknown option '--quik'/],
    [['--out'], /^Option '--out <value>' argument missing/],
    [['--quick=yes'], /^Option '--quick' does not take an argument/],
    [['mesure'], /^There is no command mesure\./],
    [['compare'], /^compare takes two files/],
    [['compare', 'a.json'], /^compare takes two files/],
    [['compare', 'a.json', 'b.json', 'c.json'], /^compare takes two files/],
    [['compare', 'a.json', 'b.json', '--quick'], /^compare takes two files, and no options/],
  ];
  for (const [args, message] of FAULTS) {
    it(`refuses ${args.join(' ')}, and says how it is called`, () => {
      expect(() => readCommand(args)).toThrow(UsageError);
      expect(() => readCommand(args)).toThrow(message);
      expect(() => readCommand(args)).toThrow('npm run bench -- compare');
    });
  }
});
