import { ModelBehaviorError, RunState } from '@openai/agents';
import { expect, it } from 'vitest';
import { ASKED, openaiAgent, RUNNER } from '../../src/peers/openai-agents.js';
import { RowDeletion } from '../../src/peers/row-deletion.js';

async function held() {
  const deletion = new RowDeletion();
  const agent = openaiAgent(deletion.deleteRows, { needsApproval: true });
  const { state, interruptions } = await RUNNER.run(agent, ASKED);
  const [request] = interruptions;
  const resume = async (saved: string) => RUNNER.run(agent, await RunState.fromString(agent, saved));
  return { deletion, agent, state, request: request!, resume };
}

it('OpenAI Agents waits for the answer, and does not run what was denied', async () => {
  const { deletion, agent, state, request } = await held();
  state.reject(request);
  expect(deletion.runs).toBe(0);
  await RUNNER.run(agent, state);
  expect(deletion.runs).toBe(0);
});

it('OpenAI Agents, binding, by a fingerprint: refuses a call that was changed in a saved state', async () => {
  const { deletion, state, request, resume } = await held();
  state.approve(request);
  const changed = state.toString().replaceAll('limit\\":10', 'limit\\":1000');
  await expect(resume(changed)).rejects.toThrow(ModelBehaviorError);
  expect(deletion.runs).toBe(0);
});

it('OpenAI Agents, binding, not signed: runs a call that was changed with its fingerprint', async () => {
  const { deletion, state, request, resume } = await held();
  state.approve(request);
  await resume(state.toString().replaceAll('limit\\":10', 'limit\\":1000').replaceAll('number:1e1', 'number:1e3'));
  expect(deletion.last?.limit).toBe(1000);
});

it('OpenAI Agents, single use, within one run state: does not run again', async () => {
  const { deletion, agent, state, request } = await held();
  state.approve(request);
  await RUNNER.run(agent, state);
  await RUNNER.run(agent, state);
  expect(deletion.runs).toBe(1);
});

it('OpenAI Agents, single use, not beyond it: runs each time a saved state is loaded', async () => {
  const { deletion, state, request, resume } = await held();
  state.approve(request);
  const saved = state.toString();
  await resume(saved);
  await resume(saved);
  expect(deletion.runs).toBe(2);
});
