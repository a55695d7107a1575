import { readFile } from 'node:fs/promises';
import { compare } from './report/comparison.js';
import { comparisonText } from './report/comparison-text.js';
import { readResults } from './report/read-results.js';
import { MalformedError } from './report/reading.js';
import type { Results } from './report/results.js';

/**
 * Tells what has changed from one file of results to another; resolves to whether something got slower.
 *
 * @throws MalformedError for a file that cannot be read or holds no results.
 */
export async function compareFiles(before: string, after: string, tell: (text: string) => void): Promise<boolean> {
  const comparison = compare(await resultsIn(before), await resultsIn(after));
  tell(comparisonText(comparison));
  return comparison.slower.length > 0;
}

async function resultsIn(file: string): Promise<Results> {
  const json = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new MalformedError(file, 'a file that can be read', error instanceof Error ? error.message : error);
  });
  return readResults(json, file);
}
