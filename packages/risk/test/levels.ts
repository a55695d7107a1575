import { type ActionInput, createActionContext, type RiskLevel, riskLevelFromScore } from '@attesta/core';
import { ToolRiskScorer, type ToolRiskScorerOptions } from '../src/index.js';

/** The level of a call, as a new scorer finds it. */
export function levelOf(
  functionName: string,
  input?: unknown,
  more: Partial<ActionInput> = {},
  options?: ToolRiskScorerOptions,
): RiskLevel {
  const args = input === undefined ? [] : [input];
  return riskLevelFromScore(
    new ToolRiskScorer(options).score(createActionContext({ functionName, args, ...more })).score,
  );
}

/** The level of a shell command. */
export function levelOfCommand(command: string): RiskLevel {
  return levelOf('run_command', { command });
}

/** The level of an SQL statement. */
export function levelOfSql(sql: string): RiskLevel {
  return levelOf('execute_sql', { sql });
}
