import { groupsSection, targetsSummary } from './groups-section.js';
import { growthSection } from './growth-section.js';
import { methodSection } from './method-section.js';
import { peersSection } from './peers-section.js';
import type { Results } from './results.js';

/** The results to read: `RESULTS.md`. The same results make the same text. */
export function renderMarkdown(results: Results): string {
  const parts = [
    '# Results of the benchmarks',
    'Written by `npm run bench`; [README.md](README.md) says how to run, read and compare them.',
    targetsSummary(results.groups),
    methodSection(results),
    groupsSection(results.groups),
    peersSection(results),
    growthSection(results.growth),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
