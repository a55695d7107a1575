import { AGENT_GOVERNANCE } from './agent-governance.js';
import { AI_SDK, AI_SDK_SIGNED } from './ai-sdk.js';
import { HUMANLAYER } from './humanlayer.js';
import { LANGCHAIN } from './langchain.js';
import { MCP } from './mcp.js';
import { OPENAI_AGENTS } from './openai-agents.js';
import type { Peer } from './peer.js';

/**
 * Whom Attesta is measured beside, in this order: the last two use AsyncLocalStorage, and from its first use on every
 * await in the process takes several times as long, a bare call's and Attesta's as well.
 */
export const PEERS: readonly Peer[] = [
  HUMANLAYER,
  AGENT_GOVERNANCE,
  MCP,
  AI_SDK,
  AI_SDK_SIGNED,
  OPENAI_AGENTS,
  LANGCHAIN,
];
