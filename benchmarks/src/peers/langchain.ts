import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import type { RunnableConfig } from '@langchain/core/runnables';
import { Command, MemorySaver } from '@langchain/langgraph';
import { type AgentMiddleware, createAgent, type HITLResponse, humanInTheLoopMiddleware, tool } from 'langchain';
import { z } from 'zod';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, RowDeletion } from './row-deletion.js';

export const LANGCHAIN: Peer = {
  id: 'langchain',
  name: 'LangChain, human-in-the-loop middleware',
  packages: ['langchain', '@langchain/langgraph', '@langchain/core'],
  checks: {
    binding: 'no: the call is taken from the thread, which may have changed',
    singleUse: 'no: resumed twice at once, or from an earlier checkpoint, it runs again',
    identity: 'no',
    audit: 'no',
  },
  method:
    'A scripted model calls the tool; the graph is interrupted, and the program resumes it with an approval. All three ways keep a thread in a `MemorySaver`, and forget it at the end. Its AsyncLocalStorage slows every await in the process, those of the bare call too.',
  async start(deletion = new RowDeletion()) {
    const { deleteRows, approved } = deletion;
    const ungated = new LangchainAgent(deleteRows);
    const own = new LangchainAgent(deleteRows, { approval: true });
    const attesta = new LangchainAgent(confirmed(deletion));
    return {
      ungated: () => ungated.talk((thread) => ungated.ask(thread)),
      own: () =>
        own.talk(async (thread) => {
          await own.ask(thread);
          return await own.answer(thread, approved ? 'approve' : 'reject');
        }),
      attesta: () => attesta.talk((thread) => attesta.ask(thread)),
    };
  },
};

/** What sends each run to LangSmith. */
const TRACING = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING'];

/** An agent that has the tool, and keeps its threads in memory. */
export class LangchainAgent {
  readonly agent;
  readonly #checkpointer = new MemorySaver();
  #threads = 0;

  constructor(deleteRows: DeleteRows, { approval = false } = {}) {
    for (const name of TRACING) delete process.env[name];
    const delete_rows = tool(({ table, limit }) => deleteRows(table, limit), {
      name: 'delete_rows',
      description: 'Deletes rows of a table.',
      schema: z.object({ table: z.string(), limit: z.number() }),
    });
    this.agent = createAgent({
      model: new ScriptedModel({}),
      tools: [delete_rows],
      checkpointer: this.#checkpointer,
      middleware: approval ? [ASKS] : [],
    });
  }

  /** Opens a thread, and forgets it at the end: the memory would grow with every call. */
  async talk<T>(about: (thread: RunnableConfig) => Promise<T>): Promise<T> {
    this.#threads += 1;
    const thread_id = `thread-${this.#threads}`;
    const said = await about({ configurable: { thread_id } });
    await this.#checkpointer.deleteThread(thread_id);
    return said;
  }

  /** Goes as far as the model's last word, or to the interrupt. */
  async ask(thread: RunnableConfig): Promise<string | undefined> {
    const { messages } = await this.agent.invoke({ messages: [ASKED] }, thread);
    return messages.at(-1)?.text;
  }

  async answer(thread: RunnableConfig, type: 'approve' | 'reject'): Promise<string | undefined> {
    const resume: HITLResponse = { decisions: [{ type }] };
    const { messages } = await this.agent.invoke(new Command({ resume }), thread);
    return messages.at(-1)?.text;
  }
}

// @ts-expect-error Its types are zod 3's: under exactOptionalPropertyTypes its options become `never`.
const ASKS: AgentMiddleware = humanInTheLoopMiddleware({ interruptOn: { delete_rows: true } });

const ASKED = { role: 'user', content: 'Delete ten customers.' };

/** Calls the tool, and ends once it has what came of it. */
class ScriptedModel extends BaseChatModel {
  override _llmType(): string {
    return 'scripted';
  }

  override bindTools(): this {
    return this;
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const message = ToolMessage.isInstance(messages.at(-1)) ? new AIMessage('Done.') : new AIMessage(CALL);
    return { generations: [{ text: message.text, message }] };
  }
}

const CALL = { content: '', tool_calls: [{ name: 'delete_rows', args: { ...REQUESTED }, id: 'call-1' }] };
