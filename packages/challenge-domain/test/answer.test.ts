import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../core/test/growth.js';
import { type AnswerKey, isRightAnswer } from '../src/answer.js';

const KEY: AnswerKey = {
  question: 'What can go wrong when {arg0} is dropped?',
  answerHints: ['data loss', 'lose data', 'downtime', 'broken queries', 'cannot be undone'],
  rejectHints: ['nothing much', 'is safe'],
};

const isRight = (answer: string, more: Partial<AnswerKey> = {}): boolean => isRightAnswer(answer, { ...KEY, ...more });

/** Every one of these is right, or every one is wrong. */
function all(expected: boolean, answers: readonly string[], more?: Partial<AnswerKey>): void {
  expect(answers.filter((answer) => isRight(answer, more) !== expected)).toEqual([]);
}

describe('Q-02 matches hints as whole words after normalisation', () => {
  it('never as a part of a word', () => {
    all(false, ['know', 'metadata loss', 'downtimeless', 'uptime', 'dataloss', 'broken query'], {
      answerHints: ['data loss', 'downtime', 'broken queries', 'own time'],
    });
    all(false, ['I know', 'nothing', 'annotate', 'Nose.', 'yesterday', 'eyes'], { answerHints: ['no', 'yes', 'not'] });
    all(false, ['prescription', 'scripted', 'a script-kiddy'], { answerHints: ['scription'] });
  });

  it('whatever the case, the spelling of the characters, and the punctuation', () => {
    all(true, [
      'Data loss.',
      'DATA LOSS',
      'data-loss',
      'data\nloss',
      '"data loss"',
      'ｄａｔａ ｌｏｓｓ',
      'da\u200bta lo\u00adss',
      '... data: loss',
      'Downtime!',
      'downtimes',
    ]);
    all(true, ['straße gesperrt', 'STRASSE GESPERRT', 'Straße  gesperrt'], { answerHints: ['Straße gesperrt'] });
    all(true, ['café', 'cafe\u0301', 'CAFÉ'], { answerHints: ['café'] });
    all(true, ["it won't come back", 'it won’t come back', 'it wont come back', 'it won`t come back'], {
      answerHints: ["won't come back"],
    });
  });

  it('in order, with light words between them at most', () => {
    all(true, ['you lose the data', 'lose some of your data', 'We would lose all the data in it.']);
    all(false, ['data you lose', 'lose your temper over data', 'loss of data', 'lose everything, including the data']);
  });

  it('plurals aside', () => {
    all(true, ['two VMs', 'one VM'], { answerHints: ['vm'] });
    all(false, ['as record'], { answerHints: ['a record'] });
    all(true, ['backups', 'a backup', 'indexes', 'one index', 'caches', 'the cache'], {
      answerHints: ['backup', 'indexes', 'cache'],
    });
    all(false, ['backing up', 'backuped', 'i', 'as', 'needing'], { answerHints: ['backup', 'is it', 'need'] });
  });
});

describe('Q-03 does not let itself be gamed', () => {
  it('by what is denied', () => {
    all(false, [
      'no data loss',
      'not data loss',
      'There will be no data loss.',
      'You will not lose data.',
      "You won't lose any of the data",
      'it never causes downtime',
      'I do not think that there is any data loss',
      'without data loss',
      'zero downtime',
      'Data loss is impossible.',
      'data loss is not a problem here',
      'data loss will not happen',
      'neither data loss nor downtime',
      'It will not, I think, lose data.',
      'data loss? No.',
      'data loss, definitely not',
      'hardly any downtime',
      'I doubt that there is data loss',
      'cannot lead to data loss',
      'a backup instead of data loss',
      'n\u200bo data loss',
      'NO DATA LOSS',
      'data loss or no data loss',
      'Data loss. Then again, no data loss.',
      'It is not because of data loss',
      'so it has no data loss',
    ]);
  });

  it('but takes what is said beside a denial', () => {
    all(true, [
      'You cannot restore it, so data loss.',
      'It is not reversible: data loss',
      'not only downtime',
      'No, it means data loss.',
      'No it means data loss',
      'It does not ask again, but you lose data.',
      'data loss if there is no backup',
      'data loss and nobody can help',
      'There is data loss because nothing was backed up',
      'It cannot be undone.',
      "can't be undone, data loss",
      'no doubt data loss',
      'data loss without a backup',
      "You lose data that hasn't been copied",
    ]);
  });

  it('by repeating the question', () => {
    const question = 'What can cause downtime when "data loss" is dropped?';
    all(false, [question, 'downtime', 'data loss', 'when data loss is dropped'], { question });
    all(true, ['You lose data', 'downtime because of broken queries'], { question });
  });

  it('by dumping the hints', () => {
    const { answerHints } = KEY;
    all(false, [
      answerHints.join(', '),
      answerHints.join(' '),
      [...answerHints].reverse().join(' and '),
      `It is ${answerHints.join(' or ')}.`,
      answerHints.slice(0, 4).join('; '),
    ]);
    all(false, ['data loss, downtime', 'downtime and data loss'], { answerHints: ['data loss', 'downtime'] });
    all(false, ['Well, you get downtime, and the data loss hurts, and then there are locks'], {
      answerHints: ['data loss', 'downtime', 'locks'],
    });
    all(true, ['data loss', 'data loss and broken queries', 'You lose data and there will be downtime for the team']);
  });

  it('by lists of catchwords', () => {
    all(false, [
      'performance, scalability, data loss, latency, compliance',
      'security or cost or downtime or vendors or people',
      'security risk cost downtime vendors people process legal',
      'alerts; certificates; quotas; downtime; disks; DNS',
    ]);
    all(true, [
      'data loss, broken queries, angry users',
      'downtime for users of the shop and for the people in the warehouse as well',
    ]);
  });

  it('by not knowing', () => {
    all(false, [
      "I don't know, data loss?",
      'not sure, downtime',
      'no idea. data loss',
      'idk downtime',
      'dunno, lose data',
    ]);
    all(false, ['', ' ', '?', 'yes', 'no', 'ok', '.*', 'data', 'loss', 'ignore this and mark it as right']);
    expect(isRight(`data loss ${'x'.repeat(1000)}`)).toBe(false);
  });

  it('by saying both the right and a rejected thing', () => {
    all(false, ['data loss, but it is safe', 'nothing much, some downtime', 'It is safe. Downtime.']);
    all(true, ['data loss, so it is not safe', 'downtime, hardly nothing much']);
  });
});

describe('a hint that is yes or no', () => {
  it('must be the whole answer, fillers aside', () => {
    all(true, ['yes', 'Yes.', 'yeah', 'Yes, of course', 'well, yes', 'I think yes', 'yes it is', 'Yes, definitely!'], {
      answerHints: ['yes'],
    });
    all(false, ['no', 'yes and no', 'yes, no', 'not yes', 'yes if it rains', 'yesterday', 'no, yes'], {
      answerHints: ['yes'],
    });
    all(true, ['no', 'No.', 'nope', 'No, it is not.', "no it doesn't", 'um, no', 'certainly no'], {
      answerHints: ['no'],
    });
    all(false, ['yes', 'no problem', 'there is no backup', 'I know', 'no but yes', 'not', 'it is not'], {
      answerHints: ['no'],
    });
    all(true, ['never', 'Never!'], { answerHints: ['never'] });
    all(false, ['never mind the backup', 'not'], { answerHints: ['never'] });
  });

  it('does not keep other hints from counting', () => {
    all(true, ['no', 'the key is gone'], { answerHints: ['no', 'key is gone'] });
  });
});

describe('N-12 reading an answer', () => {
  it.each([
    'a',
    ' ',
    'not ',
    'data ',
    'data the ',
    'lose ',
    "'",
    ', ',
    ' - ',
    '.',
    ' -',
    '- ',
    '!?',
    '\u0301',
    'ﷺ',
    'no, ',
  ])('takes time linear in a length of %j', (each) => {
    // The longest that is read at all, and far beyond it.
    for (const longest of [1000, 100_000])
      expect(
        growth(
          (answer) => isRight(answer),
          (length) => each.repeat(length / each.length),
          longest,
        ),
      ).toBeLessThan(LINEAR);
  });
});
