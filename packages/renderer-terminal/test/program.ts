import { Attesta } from '@attesta/core';
import { TerminalRenderer } from '../src/index.js';

// An application as small as can be: one gated call, everything else as it comes.
const { gate } = new Attesta({ renderer: new TerminalRenderer(), challengeMap: { high: 'confirm' } });
const drop = gate({ name: 'drop_table', risk: 'high' }, () => console.log('It ran.'));
try {
  await drop();
} catch {
  process.exitCode = 3;
}
