import { mockNotifier } from '@attesta/testing';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { ManagerApprovalChallenge } from '../../src/index.js';

for (const push of [false, true]) {
  challengeConformance(
    { describe, it },
    {
      name: `ManagerApprovalChallenge, ${push ? 'pushed to' : 'polling'}`,
      create({ dependency, scenario }) {
        const { send, checkResponse, waitForResponse, withdraw } = mockNotifier({
          push,
          answers: [{ responderId: 'manager-1', verdict: scenario === 'the manager denies' ? 'denied' : 'approved' }],
        });
        return new ManagerApprovalChallenge({
          timeoutSeconds: 300,
          managerResolver: dependency('managerResolver', () => 'manager-1'),
          notificationService: {
            send: dependency('send', send),
            checkResponse: push ? checkResponse : dependency('checkResponse', checkResponse),
            ...(waitForResponse && { waitForResponse: dependency('waitForResponse', waitForResponse) }),
            withdraw,
          },
        });
      },
      passes: { 'the manager approves': () => [] },
      fails: { 'the manager denies': () => [] },
      dependencies: {
        managerResolver: {},
        send: { garbage: 'what it returns is shown at most' },
        [push ? 'waitForResponse' : 'checkResponse']: {},
      },
      approvers: ['manager-1'],
      unsupported: { asking: 'the manager answers elsewhere' },
    },
  );
}
