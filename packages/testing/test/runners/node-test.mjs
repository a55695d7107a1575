// Run by `node --test`: the suites under the runner of Node.
import { describe, it } from 'node:test';
import { importSource } from '../../scripts/source.mjs';

const { declareSuites } = await importSource('../test/runners/suites.ts');
declareSuites({ describe, it });
