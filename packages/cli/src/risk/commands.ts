import { createActionContext, riskLevelFromScore } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { ToolRiskScorer } from '@attesta/risk';
import type { CommandGroup, Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';

interface RiskOptions {
  readonly environment?: string;
}

/** `attesta risk <tool> [json]`: explains the risk of a call. */
export const riskCommands: CommandGroup = (program, { finish }) => {
  program
    .command('risk')
    .description('Explain how risky a call of a tool is, and why.')
    .argument('<tool>', 'the name of the tool, such as merge_pull_request')
    .argument('[json]', 'the input of the tool as JSON; a list holds several arguments')
    .option('--environment <name>', 'the environment of the call, such as production')
    .addHelpText('after', EXAMPLES)
    .action((tool: string, json: string | undefined, options: RiskOptions) => finish(explain(tool, json, options)));
};

function explain(tool: string, json: string | undefined, { environment }: RiskOptions): Report {
  const context = contextOf(tool, json === undefined ? [] : argumentsIn(json), environment);
  const { score, factors } = new ToolRiskScorer().score(context);
  const level = riskLevelFromScore(score);
  const lines = factors.map(
    ({ name, score: each, reason = '' }) => `  ${riskLevelFromScore(each).padEnd(8)}  ${name}: ${visible(reason)}`,
  );
  return {
    data: { status: 'explained', tool, level, score, factors },
    lines: [`${visible(context.description)} is ${level} (${score.toFixed(2)}):`, ...lines],
  };
}

function contextOf(
  functionName: string,
  args: readonly unknown[],
  environment: string | undefined,
): ReturnType<typeof createActionContext> {
  try {
    return createActionContext({ functionName, args, environment });
  } catch (error) {
    throw usage(error instanceof Error ? visible(error.message) : 'The call cannot be read.');
  }
}

/** The arguments of a call: a list, or one input. */
function argumentsIn(json: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    throw usage('The input must be JSON, such as \'{"pullNumber":41}\'.');
  }
}

function usage(message: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message,
    advice: 'Quote the JSON for the shell.',
  });
}

const EXAMPLES = `
Examples:
  attesta risk merge_pull_request '{"pullNumber":41}'
  attesta risk execute_sql '{"sql":"DELETE FROM orders"}' --environment production
`;
