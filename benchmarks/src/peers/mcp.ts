import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  type ElicitRequestFormParams,
  ElicitRequestSchema,
  type ElicitResult,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, RowDeletion } from './row-deletion.js';

export const MCP: Peer = {
  id: 'mcp',
  name: 'MCP SDK, elicitation',
  packages: ['@modelcontextprotocol/sdk'],
  checks: {
    binding: 'yes, in the tool; what the person reads is a text that the tool writes',
    singleUse: 'yes: one answer for each request',
    identity: 'no',
    audit: 'no',
  },
  method:
    'A client calls the tool over a linked pair in memory; the tool elicits a yes or no, without a form, and the client accepts.',
  async start(deletion = new RowDeletion()) {
    const { deleteRows, approved } = deletion;
    const ungated = await mcpPair(deleteRows);
    const own = await mcpPair(deleteRows, { asks: true, answer: () => (approved ? 'accept' : 'decline') });
    const attesta = await mcpPair(confirmed(deletion));
    const call = ({ client }: typeof own) => client.callTool(CALL);
    return {
      ungated: () => call(ungated),
      own: () => call(own),
      attesta: () => call(attesta),
      async stop() {
        for (const { client } of [ungated, own, attesta]) await client.close();
      },
    };
  },
};

interface PairOptions {
  /** Whether the tool asks the person at the client. Default false. */
  readonly asks?: boolean;
  /** What that person answers. Default: `accept`. */
  readonly answer?: () => ElicitResult['action'];
}

/** A server that has the tool, and the client that calls it. */
export async function mcpPair(deleteRows: DeleteRows, { asks = false, answer = () => 'accept' }: PairOptions = {}) {
  const server = new McpServer({ name: 'janitor', version: '1.0.0' });
  server.registerTool('delete_rows', DEFINITION, async ({ table, limit }) => {
    if (asks) {
      const message = `Delete ${limit} rows of ${table}?`;
      const { action } = await server.server.elicitInput({ message, requestedSchema: NOTHING });
      if (action !== 'accept') return said('Not approved.');
    }
    return said(await deleteRows(table, limit));
  });
  const client = new Client({ name: 'agent', version: '1.0.0' }, { capabilities: { elicitation: { form: {} } } });
  client.setRequestHandler(ElicitRequestSchema, async () => ({ action: answer() }));
  const [near, far] = InMemoryTransport.createLinkedPair();
  await server.connect(far);
  await client.connect(near);
  return { client, server };
}

export const CALL = { name: 'delete_rows', arguments: { ...REQUESTED } };

const DEFINITION = {
  description: 'Deletes rows of a table.',
  inputSchema: { table: z.string(), limit: z.number() },
};

/** Yes or no is all there is to answer. */
const NOTHING: ElicitRequestFormParams['requestedSchema'] = { type: 'object', properties: {} };

function said(text: string) {
  return { content: [{ type: 'text' as const, text }] };
}
