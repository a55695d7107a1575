import { InvalidToolApprovalSignatureError, type ModelMessage } from 'ai';
import { describe, expect, it } from 'vitest';
import { ASKED, aiSdkAgent, answered, SECRET } from '../../src/peers/ai-sdk.js';
import { RowDeletion } from '../../src/peers/row-deletion.js';

function held(secret?: string) {
  const deletion = new RowDeletion();
  return { deletion, agent: aiSdkAgent(deletion.deleteRows, { needsApproval: true, secret }) };
}

/** What a client could send back in place of what it was given. */
function withLimit(limit: number, messages: ModelMessage[]): ModelMessage[] {
  return JSON.parse(JSON.stringify(messages), (key, value) => (key === 'limit' ? limit : value));
}

describe.each([
  ['AI SDK', undefined],
  ['AI SDK, signed', SECRET],
])('%s', (_, secret) => {
  it('waits for the answer, and does not run what was denied', async () => {
    const { deletion, agent } = held(secret);
    const request = await agent(ASKED);
    expect(deletion.runs).toBe(0);
    await agent(answered(request, false));
    expect(deletion.runs).toBe(0);
  });

  it('single use, no: runs again when the same messages come again', async () => {
    const { deletion, agent } = held(secret);
    const messages = answered(await agent(ASKED), true);
    await agent(messages);
    await agent(messages);
    expect(deletion.runs).toBe(2);
  });
});

describe('AI SDK, binding', () => {
  it('no: runs what the messages were changed to', async () => {
    const { deletion, agent } = held();
    await agent(withLimit(1000, answered(await agent(ASKED), true)));
    expect(deletion.last?.limit).toBe(1000);
  });

  it('yes, when signed: refuses it', async () => {
    const { deletion, agent } = held(SECRET);
    const changed = withLimit(1000, answered(await agent(ASKED), true));
    await expect(agent(changed)).rejects.toThrow(InvalidToolApprovalSignatureError);
    expect(deletion.runs).toBe(0);
  });
});
