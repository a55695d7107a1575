import { type ActionInput, createActionContext } from '@attesta/core';
import { createSession, fakeClock, mockNotifier, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { ManagerApprovalChallenge } from '../../src/index.js';
import { present } from './presentation.js';

const HOSTILE =
  'x\nRisk: LOW (0.01)\r\nAgent: root\u2028Call: noop()\u202e\u001b[2K<!channel><http://e|ok>[ok](http://e)';
const LABELS = [
  'Approval required for',
  'Agent',
  'Risk',
  'Call',
  'Environment',
  'Requester',
  'Argument args[0]',
  'Argument args[1]',
  'Fingerprint',
  'Deadline',
];

async function messageOf(action: Partial<ActionInput> = {}, operator?: { id: string }): Promise<string> {
  const service = mockNotifier();
  await present({ service, action, ...(operator && { operator }) }).presenting;
  return service.sent[0]?.message ?? '';
}

const labelsOf = (message: string): string[] => message.split('\n').map((line) => line.slice(0, line.indexOf(': ')));

describe('the message', () => {
  it('R-01 has the five lines of the guide, then requester, arguments, digest and deadline, in this order', async () => {
    const message = await messageOf({ requesterId: 'ada' });
    const digest = createActionContext({
      functionName: 'delete_records',
      args: ['table_a', 100],
      agentId: 'agent-1',
      environment: 'production',
    }).digest;
    expect(message.split('\n')).toEqual([
      'Approval required for: delete_records',
      'Agent: agent-1',
      'Risk: CRITICAL (0.90)',
      'Call: delete_records("table_a", 100)',
      'Environment: production',
      'Requester: ada',
      'Argument args[0]: "table_a"',
      'Argument args[1]: 100',
      `Fingerprint: ${digest.slice(0, 4)} ${digest.slice(4, 8)} ${digest.slice(8, 12)} ${digest.slice(12, 16)}`,
      'Deadline: 2026-01-01T01:00:00.000Z',
    ]);
  });

  it('names the operator where no other requester is named, and else nobody', async () => {
    expect(await messageOf({}, { id: 'ada' })).toContain('\nRequester: ada\n');
    expect(await messageOf({})).toContain('\nRequester: unknown\n');
    expect(await messageOf({ requesterId: 'grace' }, { id: 'ada' })).toContain('\nRequester: grace\n');
  });

  it('D-22 has every argument whole', async () => {
    const text = 'x'.repeat(50_000);
    const message = await messageOf({
      args: [{ target: [{ 'odd key': text }, null, 5n] }, new Date(0), new Uint8Array(3)],
    });
    expect(message).toContain(`\nArgument args[0].target[0]["odd key"]: "${text}"\n`);
    expect(message).toContain('\nArgument args[0].target[1]: null\n');
    expect(message).toContain('\nArgument args[0].target[2]: 5n\n');
    expect(message).toContain('\nArgument args[1]: Date(1970-01-01T00:00:00.000Z)\n');
    expect(message).toContain('\nArgument args[2]: bytes(3: 000000)\n');
    expect(await messageOf({ args: [] })).toContain('\nArguments: none\n');
  });

  it.each(['functionName', 'environment', 'args', 'keys'])('D-22 hostile text in %s stays one field', async (field) => {
    const hostile = { functionName: HOSTILE, environment: HOSTILE, args: [HOSTILE, 100], keys: undefined };
    const action = field === 'keys' ? { args: [{ [HOSTILE]: 1 }, 2] } : { [field]: Reflect.get(hostile, field) };
    const message = await messageOf(action);
    expect(message).toMatch(/^[ -~\n]*$/);
    expect(message.split('\n')).toHaveLength(LABELS.length);
    expect(message.match(/^Risk: /gm)).toHaveLength(1);
    expect(message).toContain('\nRisk: CRITICAL (0.90)\n');
    for (const label of ['Agent', 'Call', 'Fingerprint', 'Deadline']) {
      expect(labelsOf(message).filter((found) => found === label)).toHaveLength(1);
    }
  });

  it('X-11 says how many values are hidden, and where, before the arguments', async () => {
    const message = await messageOf({ args: [{ card: '4242', password: 'hunter2' }], redact: ['args[0].card'] });
    expect(message).toContain(
      '\nWarning: 2 values are hidden: args[0].card, args[0].password\nArgument args[0].card: ',
    );
    expect(message).not.toMatch(/4242|hunter2/);
    expect(await messageOf({ args: [{ card: '4242' }] })).not.toContain('Warning');
  });

  it('D-22 has nothing that a chat or a mail program turns into a mention, a tag or a link', async () => {
    const message = await messageOf({
      functionName: HOSTILE,
      environment: HOSTILE,
      args: [HOSTILE, { [HOSTILE]: HOSTILE }],
    });
    expect(message).not.toContain('<');
    expect(message).not.toContain('](');
    expect(message).toContain('\\u{3c}!channel>\\u{3c}http://e|ok>[ok]\\u{28}http://e)');
  });

  it('D-22 shows the agent and the requester by ids that cannot be mistaken', async () => {
    const service = mockNotifier();
    const result = await present({ service, action: { agentId: HOSTILE } }).presenting;
    expect(result).toMatchObject({
      passed: false,
      details: { reason: "the agent's id has control, format or invisible characters" },
    });
    expect(service.sent).toHaveLength(0);
    const message = await messageOf({ agentId: 'агент', requesterId: 'ян' });
    expect(message).toContain('\nAgent: \\u{430}\\u{433}\\u{435}\\u{43d}\\u{442}\n');
    expect(message).toContain('\nRequester: \\u{44f}\\u{43d}\n');
  });

  it('D-22 no text forges a line, over 400 hostile calls', async () => {
    const pieces = [
      '\n',
      '\r',
      '\u2028',
      '\u0085',
      'Risk: LOW',
      'Agent: x',
      '\\',
      '\\n',
      '"',
      ': ',
      '<',
      '](',
      '\u001b[A',
      '\ud800',
    ];
    let state = 7;
    const next = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const text = (): string =>
      Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)])
        .join('')
        .toWellFormed();
    for (let round = 0; round < 400; round += 1) {
      const message = await messageOf({
        functionName: `f${text()}`,
        environment: text(),
        args: [text(), { [text()]: text() }],
      });
      const lines = message.split('\n');
      if (lines.length !== LABELS.length || !/^[ -~\n]*$/.test(message)) expect.fail(JSON.stringify(message));
      for (const [index, label] of LABELS.entries()) {
        if (!lines[index]?.startsWith(label)) expect.fail(JSON.stringify(lines[index]));
      }
    }
  });
});

describe('the request', () => {
  it('is the same as data, frozen', async () => {
    const service = mockNotifier();
    await present({ service, action: { requesterId: 'ada' } }).presenting;
    const { request, requestId } = service.sent[0] ?? {};
    const digest = createActionContext({
      functionName: 'delete_records',
      args: ['table_a', 100],
      agentId: 'agent-1',
      environment: 'production',
    }).digest;
    expect(request).toEqual({
      requestId,
      managerId: 'manager-1',
      functionName: 'delete_records',
      description: 'delete_records("table_a", 100)',
      arguments: [
        { path: 'args[0]', type: 'string', text: '"table_a"' },
        { path: 'args[1]', type: 'number', text: '100' },
      ],
      agentId: 'agent-1',
      requesterId: 'ada',
      environment: 'production',
      riskLevel: 'critical',
      riskScore: 0.9,
      digest,
      expiresAt: Date.UTC(2026, 0, 1, 1),
    });
    for (const part of [request, request?.arguments, request?.arguments[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it("holds true values: escaping for a channel is the service's affair", async () => {
    const service = mockNotifier();
    await present({ service, action: { functionName: HOSTILE } }).presenting;
    expect(service.sent[0]?.request?.functionName).toBe(HOSTILE);
  });
});

describe('what is shown to the operator', () => {
  it('is who is waited for, for which request, and until when', async () => {
    const presentation = present({ service: mockNotifier('silent'), action: { callId: 'c1' }, deadlineSeconds: 60 });
    await presentation.clock.advance(0);
    const { shown } = presentation.interaction;
    const clock = fakeClock();
    expect(shown).toEqual([
      {
        kind: 'waiting',
        text: expect.stringMatching(/^Waiting for manager \(manager-1\) approval\.\.\. Request ID: [0-9a-f]{64}$/),
        deadline: { wall: clock.wall() + 60_000, monotonic: clock.monotonic() + 60_000 },
      },
    ]);
    await presentation.clock.advance(60_000);
    expect(presentation.interaction.asked).toEqual([]);
  });

  it('is nothing before the request has been sent', async () => {
    const presentation = present({ service: mockNotifier({ faults: { send: 1000 } }) });
    await presentation.clock.advance(200_000);
    expect(presentation.interaction.shown).toEqual([]);
  });

  it('changes nothing where it fails', async () => {
    const interaction = {
      ...scriptedInteraction(),
      show: () => {
        throw new Error('no screen');
      },
    };
    const challenge = new ManagerApprovalChallenge({
      notificationService: mockNotifier(),
      managerResolver: () => 'manager-1',
    });
    const context = createActionContext({ functionName: 'deploy' });
    expect((await challenge.present(context, sampleRisk('critical'), createSession({ interaction }))).passed).toBe(
      true,
    );
  });
});

it('B-10 a context or an assessment that is none denies, and nothing is sent', async () => {
  const service = mockNotifier();
  const challenge = new ManagerApprovalChallenge({ notificationService: service, managerResolver: () => 'manager-1' });
  const context = createActionContext({ functionName: 'deploy' });
  const risk = sampleRisk('critical');
  const wrong: [unknown, unknown, unknown?][] = [
    [undefined, risk],
    [{}, risk],
    [{ ...context }, risk],
    [context, undefined],
    [context, {}],
    [context, risk, {}],
    [context, risk, { ...createSession(), clock: undefined, deadline: undefined }],
    [context, risk, { ...createSession(), operator: { id: 5 } }],
  ];
  for (const given of wrong) {
    const result = await Reflect.apply(challenge.present, challenge, given);
    expect(result).toMatchObject({ passed: false, responder: undefined });
  }
  expect(service.sent).toHaveLength(0);
});
