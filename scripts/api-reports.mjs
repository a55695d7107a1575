// Compares the public surface of every published entry with its committed report; --update writes the reports.
import { mkdirSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { publishedPackages } from './published-packages.mjs';

const update = process.argv.includes('--update');
const entries = publishedPackages().flatMap(({ folder, manifest }) =>
  Object.values(manifest.publishConfig.exports).map(({ types }) => ({ folder, types, name: basename(types, '.d.ts') })),
);
const configurations = entries.map(configuration);
const compilerState = CompilerState.create(configurations[0], {
  additionalEntryPoints: entries.map(({ folder, types }) => resolve(folder, types)),
});
const changed = [];

for (const each of configurations) {
  mkdirSync(each.reportFolder, { recursive: true });
  const result = Extractor.invoke(each, { compilerState, localBuild: update, messageCallback: keepErrors });
  if (result.apiReportChanged) changed.push(relative('.', each.reportFilePath));
  if (result.errorCount > 0) process.exitCode = 1;
}

if (update) for (const report of changed) console.log(`Updated ${report}`);
else if (changed.length > 0) {
  console.error(`The public surface differs from ${changed.join(', ')}.\nIf it is meant to: npm run api, and commit.`);
  process.exitCode = 1;
}

function keepErrors(message) {
  message.handled = message.logLevel !== 'error';
}

function configuration({ folder, types, name }) {
  const none = { logLevel: 'none', addToApiReportFile: false };
  return ExtractorConfig.prepare({
    packageJsonFullPath: resolve(folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: resolve(folder),
      mainEntryPointFilePath: resolve(folder, types),
      compiler: { overrideTsconfig: { compilerOptions: { module: 'NodeNext', target: 'ES2022', types: ['node'] } } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: resolve(folder, 'api'),
        reportTempFolder: resolve('node_modules/.cache/api-reports', basename(folder)),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: {
          default: none,
          // A type that a public name needs and nobody can import. The other entries' types are the main one's.
          'ae-forgotten-export': name === 'index' ? { logLevel: 'warning', addToApiReportFile: true } : none,
        },
        tsdocMessageReporting: { default: none },
      },
    },
  });
}
