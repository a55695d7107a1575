import { readFileSync } from 'node:fs';
import { type ActionContext, createActionContext } from '@attesta/core';

/** A call, with explanations of it that a person would accept and some that nobody should. */
export interface ExplainedCall {
  readonly kind: string;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly environment: string;
  readonly documentation?: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

export const CALLS: readonly ExplainedCall[] = read('explanations.json');

/** Answers that try to persuade a model that judges explanations of `delete_records("table_a", 100)`. */
export const INJECTIONS: readonly string[] = read('injections.json');

/** The context of a call. */
export function contextOf({ functionName, args, environment, documentation }: ExplainedCall): ActionContext {
  return createActionContext({ functionName, args, environment, documentation, agentId: 'agent-1' });
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}
