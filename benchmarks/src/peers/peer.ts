import type { Work } from '../measure/ratio.js';
import type { RowDeletion } from './row-deletion.js';

/** Another package that holds a tool's call until somebody approves it. */
export interface Peer {
  /** `ai-sdk` */
  readonly id: string;
  /** `AI SDK, tool approval` */
  readonly name: string;
  /** The npm packages whose versions the results name. */
  readonly packages: readonly string[];
  readonly checks: Checks;
  /** One sentence on how the run goes: which model, who answers. */
  readonly method: string;
  /** Sets it up; `stop` ends what it has opened. `deletion` is the tool; default: one that is approved. */
  start(deletion?: RowDeletion): Promise<Running>;
}

/** The same tool called three ways, each whole: from the request to the tool's result. */
interface Running {
  /** The peer runs the tool with no approval. */
  readonly ungated: Work;
  /** The peer's own approval, answered yes by the program. */
  readonly own: Work;
  /** The peer runs the tool, which Attesta gates: a confirmation, answered yes by the program. */
  readonly attesta: Work;
  stop?(): Promise<void>;
}

/** What an approved run was checked for, in a few words each; `no` where it is not. */
export interface Checks {
  /** Is it the approved arguments that run? */
  readonly binding: string;
  /** Can one approval run twice? */
  readonly singleUse: string;
  /** Does anyone prove who approved? */
  readonly identity: string;
  /** Is there a record, and can it be changed unseen? */
  readonly audit: string;
}
