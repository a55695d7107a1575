import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { devops } from '../src/profiles/devops.js';
import { protect } from './readme/1-use.js';
import { billing } from './readme/2-own-profile.js';
import { profileOfTheTeam } from './readme/3-from-file.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the README', () => {
  it('shows the very code that is tested', async () => {
    const shown = [...read('../README.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
    const tested = (await readdir(new URL('readme', import.meta.url))).sort();
    expect(tested).toHaveLength(3);
    expect(shown).toEqual(tested.map((name) => read(`readme/${name}`)));
  });

  it('names every reason and every key of details', () => {
    const sources = ['domain-challenge', 'domain-questions'].map((name) => read(`../src/${name}.ts`)).join('\n');
    const reasons = [...sources.matchAll(/denied\(\s*'([^']+)'/g), ...sources.matchAll(/^const NO_\w+ = '([^']+)'/gm)];
    expect(reasons.length).toBeGreaterThanOrEqual(4);
    for (const [, reason = ''] of reasons) expect(read('../README.md')).toContain(`\`${reason}\``);
    for (const key of ['domain', 'requiredCorrect', 'reason', 'retryAfterSeconds'])
      expect(read('../README.md')).toContain(`| \`${key}\` |`);
  });

  it('Use: one who knows runs kubectl delete, one who does not does not', async () => {
    const ran: string[] = [];
    const kubectl = async (...words: string[]): Promise<string> => {
      ran.push(words.join(' '));
      return 'done';
    };
    const answerOf = ({ prompt }: { readonly prompt: string }): string =>
      devops.templates.find(({ questionTemplate }) => prompt.endsWith(questionTemplate))?.answerHints[0] ?? '';
    const answers = Object.fromEntries([1, 2, 3].map((each) => [`question-${each}`, answerOf]));
    await protect(scriptedRenderer(answers, { operator: { id: 'ada' } }), kubectl)('delete', 'deploy/shop');
    expect(ran).toEqual(['delete deploy/shop']);
    const bluff = scriptedRenderer(
      { 'question-1': 'yes', 'question-2': 'ok', 'question-3': 'sure' },
      { operator: { id: 'bob' } },
    );
    await expect(protect(bluff, kubectl)('delete', 'deploy/shop')).rejects.toThrow();
    expect(ran).toHaveLength(1);
  });

  it('a profile of your own, and one from a file', async () => {
    expect(billing.getTemplatesForLevel('medium')).toHaveLength(1);
    const folder = await mkdtemp(join(tmpdir(), 'profile-'));
    try {
      await writeFile(join(folder, 'billing.json'), JSON.stringify(billing));
      const profile = await profileOfTheTeam(join(folder, 'billing.json'));
      expect(profile.name).toBe('billing+data-pipeline');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
