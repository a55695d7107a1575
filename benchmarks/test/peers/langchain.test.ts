import { AIMessage } from '@langchain/core/messages';
import { expect, it } from 'vitest';
import { LangchainAgent } from '../../src/peers/langchain.js';
import { RowDeletion } from '../../src/peers/row-deletion.js';

const thread = { configurable: { thread_id: 'thread-1' } };

async function held() {
  const deletion = new RowDeletion();
  const agent = new LangchainAgent(deletion.deleteRows, { approval: true });
  await agent.ask(thread);
  return { deletion, agent, graph: agent.agent.graph };
}

it('LangChain waits for the answer, and does not run what was rejected', async () => {
  const { deletion, agent } = await held();
  expect(deletion.runs).toBe(0);
  await agent.answer(thread, 'reject');
  expect(deletion.runs).toBe(0);
});

it('LangChain, binding, no: runs what the thread was changed to after the request', async () => {
  const { deletion, agent, graph } = await held();
  const tool_calls = [{ name: 'delete_rows', args: { table: 'customers', limit: 1000 }, id: 'call-1' }];
  const { values } = await graph.getState(thread);
  const changed = new AIMessage({ id: values.messages.at(-1).id, content: '', tool_calls });
  await graph.updateState(thread, { messages: [changed] }, 'model_request');
  await agent.answer(thread, 'approve');
  expect(deletion.last?.limit).toBe(1000);
});

it('LangChain, single use, in turn: does not run again', async () => {
  const { deletion, agent } = await held();
  await agent.answer(thread, 'approve');
  await agent.answer(thread, 'approve');
  expect(deletion.runs).toBe(1);
});

it('LangChain, single use, not at once: runs twice when resumed twice', async () => {
  const { deletion, agent } = await held();
  await Promise.all([agent.answer(thread, 'approve'), agent.answer(thread, 'approve')]);
  expect(deletion.runs).toBe(2);
});

it('LangChain, single use, not from an earlier checkpoint: runs again', async () => {
  const { deletion, agent, graph } = await held();
  const { config } = await graph.getState(thread);
  await agent.answer(thread, 'approve');
  await agent.answer(config, 'approve');
  expect(deletion.runs).toBe(2);
});
