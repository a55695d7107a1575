import { createActionContext } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../core/test/growth.js';
import { collapsed } from '../src/layout/blank-runs.js';
import { pieces, scriptLines, words } from '../src/layout/lines.js';
import { typed, windowOf } from '../src/layout/typed-line.js';
import { KnownNames } from '../src/names/known-names.js';
import { warningsAbout } from '../src/names/warnings.js';

const TEXTS: Readonly<Record<string, (length: number) => string>> = {
  letters: (length) => 'a'.repeat(length),
  words: (length) => 'ab '.repeat(length / 3),
  blanks: (length) => ' '.repeat(length),
  'uneven blanks': (length) => ' \n\t \u200b'.repeat(length / 5),
  'short runs of blanks': (length) => `${' '.repeat(15)}x\n\n\ny`.repeat(length / 20),
  backslashes: (length) => '\\'.repeat(length),
  'half an escape': (length) => '\\{'.repeat(length / 2),
  'mixed scripts': (length) => 'p\u0430 '.repeat(length / 3),
  'one foreign word': (length) => '\u0430'.repeat(length),
  'unseen characters': (length) => 'x\u202e'.repeat(length / 2),
};
const WORK: Readonly<Record<string, (text: string) => void>> = {
  collapsed: (text) => collapsed(visible(text)),
  pieces: (text) => pieces(visible(text), 60),
  scriptLines: (text) => scriptLines(visible(text), 60),
  words: (text) => words(visible(text), 60),
  typed: (text) => typed(text),
  windowOf: (text) => windowOf(text, text, 60),
  warningsAbout: (text) => warningsAbout(createActionContext({ functionName: 'f', args: [text] }), new KnownNames()),
};

describe('N-12 200 kB', () => {
  for (const [work, run] of Object.entries(WORK)) {
    it.each(Object.entries(TEXTS))(`go through ${work} in a time that grows with them: %s`, (_name, textOf) => {
      expect(growth(run, textOf, 200_000)).toBeLessThan(LINEAR);
    });
  }
});
