import { AssertionError } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { SUITES } from '../mutants/suites.js';

for (const { name, cases, mutants } of SUITES) {
  describe(`P-07 ${name}`, () => {
    for (const mutant of mutants) {
      it(`"${mutant.killedBy}" kills a part that ${mutant.name}`, async () => {
        await expect(mutant.attempt()).rejects.toBeInstanceOf(AssertionError);
      });
    }

    it('has a mutant for each case', () => {
      const killers = new Set(mutants.map(({ killedBy }) => killedBy));
      expect(cases.filter((one) => !killers.has(one.name)).map((one) => one.name)).toEqual([]);
    });

    it('has cases and mutants with names of their own', () => {
      for (const names of [cases.map((one) => one.name), mutants.map((mutant) => mutant.name)]) {
        expect(new Set(names).size).toBe(names.length);
      }
    });
  });
}
