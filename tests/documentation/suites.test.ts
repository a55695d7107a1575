import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesUnder, root } from './project-files.js';

/** The suite of each port. */
const SUITES: Readonly<Record<string, string>> = {
  ChallengeProtocol: 'challengeConformance',
  Interaction: 'interactionConformance',
  Renderer: 'rendererConformance',
  RiskScorer: 'riskScorerConformance',
  AuditLog: 'auditLogConformance',
  NotificationService: 'notificationServiceConformance',
  StateStore: 'stateStoreConformance',
  LogStore: 'logStoreConformance',
};

const tests = ['packages', 'tests', 'examples']
  .flatMap(filesUnder)
  .filter((path) => /\.(?:test|spec)\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'));

// What a package publishes stands in its API reports.
for (const path of filesUnder('packages').filter((each) => each.endsWith('.api.md'))) {
  const parts = readFileSync(join(root, path), 'utf8').matchAll(/^export class (\w+)[^{\n]* implements (\w+)/gm);
  for (const [, name = '', port = ''] of parts) {
    const suite = Object.hasOwn(SUITES, port) ? SUITES[port] : undefined;
    if (suite === undefined) continue;
    it(`P-07 ${name} runs ${suite}`, () => {
      expect(tests.some((text) => text.includes(`${suite}(`) && text.includes(name))).toBe(true);
    });
  }
}
