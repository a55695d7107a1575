import { generateText, type ModelMessage, stepCountIs, tool } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { z } from 'zod';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, RowDeletion } from './row-deletion.js';

export const SECRET = 'what only the server knows: 32 B';

const METHOD =
  'A mock model calls the tool; `generateText` ends with a request, and the program puts its yes into the messages of a second one.';

export const AI_SDK: Peer = {
  id: 'ai-sdk',
  name: 'AI SDK, tool approval',
  packages: ['ai'],
  checks: {
    binding: 'no: the call is taken from the messages that come back',
    singleUse: 'no: the same messages run it again',
    identity: 'no',
    audit: 'no',
  },
  method: METHOD,
  start: (deletion) => startAiSdk(undefined, deletion),
};

/** As its guide has it for sensitive tools whose messages go through a client. */
export const AI_SDK_SIGNED: Peer = {
  ...AI_SDK,
  id: 'ai-sdk-signed',
  name: 'AI SDK, signed tool approval',
  checks: { ...AI_SDK.checks, binding: 'yes: an HMAC over the call' },
  method: `${METHOD} With \`experimental_toolApprovalSecret\`.`,
  start: (deletion) => startAiSdk(SECRET, deletion),
};

async function startAiSdk(secret: string | undefined, deletion = new RowDeletion()) {
  const { deleteRows, approved } = deletion;
  const ungated = aiSdkAgent(deleteRows);
  const own = aiSdkAgent(deleteRows, { needsApproval: true, secret });
  const attesta = aiSdkAgent(confirmed(deletion));
  return {
    ungated: async () => (await ungated(ASKED)).text,
    own: async () => (await own(answered(await own(ASKED), approved))).text,
    attesta: async () => (await attesta(ASKED)).text,
  };
}

interface AgentOptions {
  readonly needsApproval?: boolean;
  /** Signs the requests for approval. Default: nothing does. */
  readonly secret?: string | undefined;
}

/** `generateText` with the tool: it ends with the model's text, or with a request for approval. */
export function aiSdkAgent(deleteRows: DeleteRows, { needsApproval = false, secret }: AgentOptions = {}) {
  const delete_rows = tool({
    description: 'Deletes rows of a table.',
    inputSchema: z.object({ table: z.string(), limit: z.number() }),
    needsApproval,
    execute: ({ table, limit }) => deleteRows(table, limit),
  });
  return (messages: ModelMessage[]) =>
    generateText({
      // A new one each time: it keeps what it was asked.
      model: new MockLanguageModelV3({ doGenerate }),
      tools: { delete_rows },
      messages,
      stopWhen: stepCountIs(2),
      ...(secret !== undefined && { experimental_toolApprovalSecret: secret }),
    });
}

type Generated = Awaited<ReturnType<ReturnType<typeof aiSdkAgent>>>;

export const ASKED: ModelMessage[] = [{ role: 'user', content: 'Delete ten customers.' }];

/** The messages that go back, with an answer to each request. */
export function answered({ content, response }: Generated, approved: boolean): ModelMessage[] {
  const answers = content
    .filter((part) => part.type === 'tool-approval-request')
    .map(({ approvalId }) => ({ type: 'tool-approval-response' as const, approvalId, approved }));
  return [...ASKED, ...response.messages, { role: 'tool', content: answers }];
}

type DoGenerate = MockLanguageModelV3['doGenerate'];
type Generation = Awaited<ReturnType<DoGenerate>>;

/** Calls the tool, and ends once it has what came of it. */
const doGenerate: DoGenerate = async ({ prompt }) => (prompt.at(-1)?.role === 'tool' ? LAST : FIRST);

const USAGE: Generation['usage'] = {
  inputTokens: { total: 20, noCache: 20, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 10, text: 10, reasoning: 0 },
};

const FIRST: Generation = {
  content: [{ type: 'tool-call', toolCallId: 'call-1', toolName: 'delete_rows', input: JSON.stringify(REQUESTED) }],
  finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
  usage: USAGE,
  warnings: [],
};

const LAST: Generation = {
  content: [{ type: 'text', text: 'Done.' }],
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: USAGE,
  warnings: [],
};
