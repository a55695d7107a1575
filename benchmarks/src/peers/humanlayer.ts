import { type FunctionCall, type HumanLayerParams, humanlayer } from 'humanlayer';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, type Requested, RowDeletion } from './row-deletion.js';

export const HUMANLAYER: Peer = {
  id: 'humanlayer',
  name: 'HumanLayer, requireApproval',
  packages: ['humanlayer'],
  checks: {
    binding: "no: the caller's object runs, changed or not",
    singleUse: 'yes: one answer for each call',
    identity: 'no',
    audit: 'no',
  },
  method:
    'No model: the function is called bare, or wrapped. The backend in memory has the answer at once, and the pause of three seconds before each look for it (its `sleep`) is taken out.',
  async start(deletion = new RowDeletion()) {
    const { deleteRows, approved } = deletion;
    const delete_rows = takesObject(deleteRows);
    const own = approvedBy(() => approved, delete_rows);
    const attesta = takesObject(confirmed(deletion));
    return {
      ungated: () => delete_rows(REQUESTED),
      own: () => own(REQUESTED),
      attesta: () => attesta(REQUESTED),
    };
  },
};

type Tool = (request: Requested) => Promise<string>;
type Backend = NonNullable<HumanLayerParams['backend']>;
type Answer = (call: FunctionCall) => boolean;

function takesObject(deleteRows: DeleteRows): Tool {
  return ({ table, limit }) => deleteRows(table, limit);
}

/** The tool behind an approval that `answer` gives at once, without the pause before the look for it. */
export function approvedBy(answer: Answer, deletion: Tool): Tool {
  const layer = humanlayer({ runId: 'janitor', backend: answering(answer), sleep: async () => {} });
  return layer.requireApproval<Tool>()(deletion);
}

/** Keeps each call until it is looked at, and has the answer by then. */
function answering(answer: Answer): Backend {
  const calls = new Map<string, FunctionCall>();
  const functions: ReturnType<Backend['functions']> = {
    async add(call) {
      calls.set(call.call_id, call);
      return call;
    },
    async get(id) {
      const call = calls.get(id);
      if (call === undefined) throw new Error(`There is no call ${id}.`);
      calls.delete(id);
      return { ...call, status: { requested_at: NOW, approved: answer(call) } };
    },
    respond: unused,
    escalateEmail: unused,
  };
  return { functions: () => functions, contacts: unused };
}

function unused(): never {
  throw new Error('Nobody is contacted otherwise.');
}

const NOW = new Date(0);
