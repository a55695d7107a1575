import { Attesta, AttestaDenied } from '@attesta/core';
import { TerminalRenderer } from '@attesta/renderer-terminal';

const { gate } = new Attesta({ renderer: new TerminalRenderer(), challengeMap: { high: 'confirm' } });
const dropTable = gate({ name: 'drop_table', risk: 'high' }, (table: string) => console.log(`${table} is gone.`));
try {
  await dropTable('users');
} catch (error) {
  if (!(error instanceof AttestaDenied)) throw error;
  process.exitCode = error.decision.verdict === 'cancelled' ? 130 : 3;
}
