import { once } from 'node:events';
import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { Attesta, AttestaDenied } from '@attesta/core';
import { approvalService } from './approval-service.js';
import { httpNotifier } from './http-notifier.js';

const { GRACE_TOKEN: grace, AGENT_TOKEN: agent, PORT = '8787' } = process.env;
if (!grace || !agent || grace === agent) throw new Error('GRACE_TOKEN and AGENT_TOKEN must be set, and differ.');

// The manager's end: elsewhere in earnest, and what is printed here would be mail or chat.
const server = approvalService({ grace, 'deploy-agent': agent }, console.log).listen(Number(PORT), '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : PORT}`;
console.log(`Listening on ${url}`);

// The agent's end.
const notificationService = httpNotifier(url, agent);
const managerResolver = (agentId: string): string | undefined => (agentId === 'deploy-agent' ? 'grace' : undefined);
const critical = new ManagerApprovalChallenge({ notificationService, managerResolver, pollIntervalSeconds: 0.2 });
const { gate } = new Attesta({ agentId: 'deploy-agent', challengeMap: { critical } });
const deploy = gate({ name: 'deploy', risk: 'critical' }, async (version: string) => `Deployed ${version}.`);

const end = await deploy('2.4.0').catch((error: unknown) => error);
console.log(end instanceof AttestaDenied ? `Not deployed: ${end.decision.reason}.` : end);
process.exitCode = end instanceof Error ? 1 : 0;
server.close();
