import { Agent, type Model, type ModelResponse, Runner, tool, Usage } from '@openai/agents';
import { assistantMessage, functionCall } from '@openai/agents/testing';
import { z } from 'zod';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, RowDeletion } from './row-deletion.js';

export const OPENAI_AGENTS: Peer = {
  id: 'openai-agents',
  name: 'OpenAI Agents SDK, needsApproval',
  packages: ['@openai/agents'],
  checks: {
    binding: 'yes, by a fingerprint of the call; a saved state, fingerprint and all, is not signed',
    singleUse: 'within one run state; a saved one runs again each time it is loaded',
    identity: 'no',
    audit: 'no',
  },
  method:
    'A scripted model calls the tool; the run stops, the program approves in its state, and runs that on. Tracing is off. Its AsyncLocalStorage slows every await in the process, those of the bare call too.',
  async start(deletion = new RowDeletion()) {
    const { deleteRows, approved } = deletion;
    const ungated = openaiAgent(deleteRows);
    const own = openaiAgent(deleteRows, { needsApproval: true });
    const attesta = openaiAgent(confirmed(deletion));
    const text = async (agent: typeof own) => (await RUNNER.run(agent, ASKED)).finalOutput;
    return {
      ungated: () => text(ungated),
      async own() {
        const { state, interruptions } = await RUNNER.run(own, ASKED);
        for (const request of interruptions) approved ? state.approve(request) : state.reject(request);
        return (await RUNNER.run(own, state)).finalOutput;
      },
      attesta: () => text(attesta),
    };
  },
};

/** An agent that has the tool, which waits for an approval or not. */
export function openaiAgent(deleteRows: DeleteRows, { needsApproval = false } = {}) {
  const delete_rows = tool({
    name: 'delete_rows',
    description: 'Deletes rows of a table.',
    parameters: z.object({ table: z.string(), limit: z.number() }),
    needsApproval,
    execute: ({ table, limit }) => deleteRows(table, limit),
  });
  return new Agent({ name: 'janitor', instructions: 'Keep the tables small.', model: MODEL, tools: [delete_rows] });
}

export const RUNNER = new Runner({ tracingDisabled: true });
export const ASKED = 'Delete ten customers.';

/** Calls the tool, and ends once it has what came of it. */
const MODEL: Model = {
  async getResponse({ input }) {
    const last = typeof input === 'string' ? undefined : input.at(-1);
    return last?.type === 'function_call_result' ? responseOf(DONE) : responseOf(CALL);
  },
  getStreamedResponse() {
    throw new Error('Nothing is streamed here.');
  },
};

const DONE = assistantMessage('Done.');
const CALL = functionCall('delete_rows', { ...REQUESTED }, { callId: 'call-1' });

function responseOf(item: ModelResponse['output'][number]): ModelResponse {
  return { usage: new Usage({ inputTokens: 20, outputTokens: 10, totalTokens: 30 }), output: [item] };
}
