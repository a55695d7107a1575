import { describe, expect, it } from 'vitest';
import { NEVER_NOUNS, READ_NOUNS } from '../src/names/nouns.js';
import { LEXICON, PHRASES } from '../src/verbs/lexicon.js';
import { Verbs } from '../src/verbs/verbs.js';

const KINDS = Object.entries(LEXICON).map(([kind, words]) => ({ kind, words: words.trim().split(/\s+/) }));
const MARKED = KINDS.flatMap(({ kind, words }) => words.map((word) => ({ kind, word })));
const verbs = new Verbs();

describe('the lexicon of verbs', () => {
  it('has several hundred verbs, each in lower case, marked with ~ where it is a noun too', () => {
    expect(MARKED.length).toBeGreaterThan(800);
    expect(MARKED.filter(({ word }) => !/^[a-z]+~?$/.test(word))).toEqual([]);
  });

  it('has no verb in two kinds, and none twice', () => {
    const seen = new Map<string, string>();
    const twice = MARKED.flatMap(({ kind, word }) => {
      const bare = word.replace('~', '');
      const before = seen.get(bare);
      seen.set(bare, kind);
      return before === undefined ? [] : [`${bare}: ${before}, ${kind}`];
    });
    expect(twice).toEqual([]);
  });

  it('finds the forms of a verb, and knows those that are nouns or adjectives', () => {
    const forms = [
      'deletes',
      'deleting',
      'deleted',
      'applies',
      'stopped',
      'syncing',
      'purges',
      'bulkdelete',
      'deleteuser',
    ];
    expect(forms.map((form) => verbs.find(form)?.word)).toEqual([
      'delete',
      'delete',
      'delete',
      'apply',
      'stop',
      'sync',
      'purge',
      'delete',
      'delete',
    ]);
    expect(['deletes', 'deleted', 'refund'].map((form) => verbs.find(form)?.isNoun)).toEqual([true, true, true]);
    expect(['deleting', 'delete'].map((form) => verbs.find(form)?.isNoun)).toEqual([false, false]);
  });

  it('takes no common noun for a verb', () => {
    for (const noun of NOUNS) expect([noun, verbs.find(noun)]).toEqual([noun, undefined]);
  });

  it('reads the nouns that end a name that reads as no verb that can only be one', () => {
    for (const noun of READ_NOUNS) {
      const verb = verbs.find(noun);
      expect([noun, verb === undefined || verb.isNoun || verb.kind === 'read']).toEqual([noun, true]);
    }
  });

  it('marks no verb as a noun that no noun is spelled like', () => {
    for (const word of NEVER_NOUNS) expect([word, verbs.find(word)?.isNoun]).toEqual([word, false]);
  });

  it('reads two words as one that is known, or that is a noun', () => {
    for (const [phrase, word] of Object.entries(PHRASES)) {
      expect(phrase).toMatch(/^[a-z]+ [a-z]+$/);
      expect([phrase, verbs.find(word) !== undefined || PHRASE_NOUNS.has(word)]).toEqual([phrase, true]);
    }
  });
});

const NOUNS =
  `account address article branch bucket city client column customer database device directory document domain endpoint
  environment file folder group_ host image instance item key language location machine member model name network node number
  object organization owner page_ path person phone_ picture product project property region repository resource role room
  schema server service site table target team tenant thread ticket token topic user value version video vault window zone`
    .split(/\s+/)
    .filter((word) => !word.endsWith('_'));

const PHRASE_NOUNS: ReadonlySet<string> = new Set(
  'pullrequest pullrequests dropoff readonly wireframe screenshot consolelog networklog payout'.split(' '),
);
