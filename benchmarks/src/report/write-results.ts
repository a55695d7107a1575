import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderChart } from './chart.js';
import { renderMarkdown } from './markdown.js';
import type { Results } from './results.js';

/** Writes `results.json`, `RESULTS.md` and the charts into a folder, which is made where there is none. */
export async function writeResults(folder: string, results: Results): Promise<void> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  for (const [name, text] of Object.entries(rendered(results))) await writeFile(join(folder, name), text);
}

/** What is made of a run to be looked at, by the path within the folder. */
export function rendered(results: Results): Readonly<Record<string, string>> {
  return {
    'RESULTS.md': renderMarkdown(results),
    ...Object.fromEntries(results.growth.map((curve) => [`charts/${curve.id}.svg`, renderChart(curve)])),
  };
}
