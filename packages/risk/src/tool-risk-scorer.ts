import type { ActionContext, RiskFactor, RiskScorer } from '@attesta/core';
import { Keys } from './arguments/keys.js';
import { type Evidence, evidence } from './evidence.js';
import { FirstCalls } from './first-calls.js';
import { judgeHttp, requestIn } from './http.js';
import { judgeCall } from './judge-call.js';
import { judgeName, type NameJudgement } from './names/judge-name.js';
import { type Knowledge, readKnowledge, type ToolRiskScorerOptions } from './options.js';

/**
 * Scores a call by what is known of real tools: the verb of its name, and the commands, SQL, requests, operations, amounts,
 * places and secrets among its arguments. The score is that of the gravest evidence. Low needs evidence that the call reads;
 * what is not known is medium. Needs no promise, and time linear in the arguments.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new ToolRiskScorer().score(createActionContext({ functionName: 'merge_pull_request', args: [{ pullNumber: 41 }] }))
 * // { score: 0.7, factors: [{ name: 'verb', score: 0.7, reason: '"merge" reaches people or running systems', ... }, ...] }
 */
export class ToolRiskScorer implements RiskScorer {
  readonly name: string = 'tool';
  readonly #knowledge: Knowledge;
  readonly #keys = new Keys();
  readonly #names = new Map<string, NameJudgement>();
  readonly #firstCalls = new FirstCalls();

  constructor(options?: ToolRiskScorerOptions) {
    this.#knowledge = readKnowledge(options);
  }

  score(context: ActionContext): { readonly score: number; readonly factors: readonly RiskFactor[] } {
    const { functionName } = context;
    const found = judgeCall(context, this.#judgedName(functionName), this.#knowledge, this.#keys);
    if (this.#firstCalls.isFirst(functionName)) found.push(this.#knowledge.raisesFirstCall ? ASKED_FIRST : FIRST);
    if (found.length > 1) found.sort((a, b) => b.score - a.score);
    return { score: found[0]?.score ?? 0, factors: Object.freeze(found) };
  }

  /** Counts the run: the next call of the tool is no longer its first. It raises or lowers nothing else. */
  afterRun(context: ActionContext): void {
    this.#firstCalls.ran(context.functionName);
  }

  #judgedName(name: string): NameJudgement {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const judged = judgedName(name, this.#knowledge);
    if (this.#names.size >= CAPACITY) this.#names.clear();
    this.#names.set(name, judged);
    return judged;
  }
}

const CAPACITY = 1000;
const FIRST: Evidence = evidence('novelty', 'low', 'first call of this tool in this process');
const ASKED_FIRST: Evidence = evidence('novelty', 'medium', 'first call of this tool in this process');

/** `DELETE /users/{id}` is a request; any other name is judged by its verb. */
function judgedName(name: string, { verbs }: Knowledge): NameJudgement {
  const request = requestIn(name);
  const judged = judgeName(name, verbs);
  if (request === undefined) return judged;
  const found = judgeHttp(request.method, request.path, verbs);
  const kind = found.level === 'low' ? 'read' : found.reason.startsWith('DELETE') ? 'grave' : 'act';
  return { ...judged, kind, found };
}
