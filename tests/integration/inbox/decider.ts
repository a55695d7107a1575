import type { InboxAnswer } from '@attesta/challenge-manager';
import { openSqliteStore } from '@attesta/store-sqlite';
import { approverOf } from './approver-of.js';
import { answerOf, officeOf } from './office.js';

/** Answers every request, one after the other, and tells what came of it. Others answer the same ones meanwhile. */
interface Contest {
  readonly path: string;
  readonly requests: number;
  readonly verdict: InboxAnswer['verdict'];
}

const { path, requests, verdict }: Contest = JSON.parse(process.argv[2] ?? '{}');
const { state, close } = await openSqliteStore({ path, busyTimeoutSeconds: 60 });
const inbox = officeOf(state);
const statuses: string[] = [];
for (let index = 0; index < requests; index += 1) {
  const outcome = await inbox.decide(`request-${index}`, answerOf(verdict, 'right', approverOf(index)));
  statuses.push(outcome.status === 'refused' ? outcome.reason : outcome.status);
}
console.log(JSON.stringify(statuses));
await close();
