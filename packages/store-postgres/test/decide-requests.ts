import { ApprovalInbox } from '@attesta/challenge-manager';
import { openPostgresStore } from '@attesta/store-postgres';

/** A program that answers every request, one after the other, and tells what came of it. Others answer them meanwhile. */
const [connectionString = '', schema = '', requests = '0', verdict = 'denied'] = process.argv.slice(2);
const { state, close } = await openPostgresStore({ connectionString, schema, statementTimeoutSeconds: 30 });
const inbox = new ApprovalInbox({ state, authenticate: ({ code }) => code === 'right' });
const statuses: string[] = [];
for (let index = 0; index < Number(requests); index += 1) {
  const outcome = await inbox.decide(`request-${index}`, {
    verdict: verdict === 'approved' ? 'approved' : 'denied',
    responderId: `approver-${Math.floor(index / 100)}`,
    proof: { code: 'right' },
  });
  statuses.push(outcome.status === 'refused' ? outcome.reason : outcome.status);
}
console.log(JSON.stringify(statuses));
await close();
