import { AttestaDenied } from '@attesta/core';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { paymentsTools } from './payments-tools.js';

const { list, refund, refundAll } = await paymentsTools(new TerminalRenderer(), (entry) => {
  console.log(`[payment provider] ${entry}`);
});

// What an agent would do. What is denied is an error that it is told of, and it goes on.
for (const call of [() => list('C-4'), () => refund('P-17', 4_500), () => refundAll('2026-01-01')]) {
  try {
    console.log(await call());
  } catch (error) {
    if (!(error instanceof AttestaDenied)) throw error;
    console.log(`Did not run: ${error.message}`);
  }
}
