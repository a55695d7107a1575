import { expect, it } from 'vitest';
import { CALL, mcpPair } from '../../src/peers/mcp.js';
import { RowDeletion } from '../../src/peers/row-deletion.js';

it.each(['decline', 'cancel'] as const)('MCP asks first, and does not run after the answer %s', async (action) => {
  const deletion = new RowDeletion();
  const asked: number[] = [];
  const answer = () => {
    asked.push(deletion.runs);
    return action;
  };
  const { client } = await mcpPair(deletion.deleteRows, { asks: true, answer });
  await client.callTool(CALL);
  expect([asked, deletion.runs]).toEqual([[0], 0]);
  await client.close();
});

it('MCP, binding, in the tool: runs what it was called with, though the client changes it while asked', async () => {
  const deletion = new RowDeletion();
  const call = { ...CALL, arguments: { ...CALL.arguments, limit: 10 } };
  const answer = () => {
    call.arguments.limit = 1000;
    return 'accept' as const;
  };
  const { client } = await mcpPair(deletion.deleteRows, { asks: true, answer });
  await client.callTool(call);
  expect(deletion.last?.limit).toBe(10);
  await client.close();
});

it('MCP, single use: takes one answer for each request', async () => {
  const deletion = new RowDeletion();
  const { client, server } = await mcpPair(deletion.deleteRows, { asks: true });
  const faults: string[] = [];
  server.server.onerror = ({ message }) => faults.push(message);
  await client.callTool(CALL);
  await client.transport?.send({ jsonrpc: '2.0', id: 0, result: { action: 'accept' } });
  expect([deletion.runs, faults]).toEqual([1, [expect.stringContaining('unknown message ID')]]);
  await client.close();
});
