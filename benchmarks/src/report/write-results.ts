import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderChart } from './chart.js';
import { renderMarkdown } from './markdown.js';
import type { Results } from './results.js';

/** Writes `results.json`, `RESULTS.md` and the charts into a folder, which is made where there is none. */
export async function writeResults(folder: string, results: Results): Promise<void> {
  await mkdir(join(folder, 'charts'), { recursive: true });
  for (const [name, text] of Object.entries(filesOf(results))) await writeFile(join(folder, name), text);
}

/** What is written of a run, by the path within the folder. */
export function filesOf(results: Results): Readonly<Record<string, string>> {
  return {
    'results.json': `${JSON.stringify(results, undefined, 2)}\n`,
    'RESULTS.md': renderMarkdown(results),
    ...Object.fromEntries(results.growth.map((curve) => [`charts/${curve.id}.svg`, renderChart(curve)])),
  };
}
