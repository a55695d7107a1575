import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bareCalls, longInBareCalls } from '../measure/bare.js';
import { numberFrom, outputOf } from '../measure/fresh-process.js';
import { type Budget, type Spread, spreadOf } from '../measure/ratio.js';
import type { Group, Row } from '../row.js';

/** What it takes to have `@attesta/core` at hand. */
export const IMPORT: Group = {
  title: 'Importing @attesta/core',
  method:
    'In a fresh process each time, by turns with a module that is empty. Sizes are minified and gzipped, as size-limit says.',
  rows: [
    {
      id: 'import/time',
      what: 'the time beyond that of an empty module',
      over: 'the bare async call',
      target: { atMost: bareCalls(6000), stated: '6 ms' },
      ifMissed:
        'starting a process and reading a file from the disk scale with what else the machine does, more than a bare call does; between two runs it came to 3.9 and 6.4 ms. Nothing is imported but node:util, and node:crypto at the first digest.',
      measure: importing,
    },
    size(
      'main-entry',
      'the main entry',
      'core, main entry',
      15,
      'the redactor, what a decision was asked and the digest of its options came in, and some speed was bought with code. Smaller only without names that are fixed: three scorers and two stores are a tenth of it.',
    ),
    size(
      'all',
      'all of core',
      'core, every entry',
      30,
      'the quiz and the teach-back are 12 kB, half of it words and patterns that decide which answers pass. What they shared is said once; a smaller list passes worse answers.',
    ),
  ],
};

async function importing({ rounds }: Budget): Promise<Spread> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  try {
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, 'export {};\n');
    const beyond = async (): Promise<number> => {
      const without = await numberFrom(timeOfImport(pathToFileURL(empty).href));
      return (await numberFrom(timeOfImport('@attesta/core'))) - without;
    };
    return await longInBareCalls(beyond, rounds);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function timeOfImport(specifier: string): string {
  return `const start = performance.now(); await import('${specifier}'); console.log(performance.now() - start);`;
}

function size(id: string, what: string, name: string, kilobytes: number, ifMissed: string): Row {
  return {
    id: `import/size-${id}`,
    what,
    over: 'nothing',
    unit: 'kB',
    target: { atMost: kilobytes, stated: `${kilobytes} kB` },
    ifMissed,
    async measure() {
      const bytes = (await sizes()).find((each) => each.name === name)?.size;
      if (bytes === undefined) throw new Error(`size-limit measures nothing called ${name}.`);
      return spreadOf([bytes / 1000]);
    },
  };
}

async function sizes(): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const sizeLimit = join(
    dirname(createRequire(join(root, 'package.json')).resolve('size-limit/package.json')),
    'bin.js',
  );
  // It ends with 1 where a limit is exceeded, and prints the sizes all the same.
  return JSON.parse(await outputOf(process.execPath, [sizeLimit, '--json'], root, [0, 1]));
}
