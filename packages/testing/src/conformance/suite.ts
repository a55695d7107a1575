import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { type ConformanceCase, declareCases, type TestRunner, type UnsupportedReasons } from './conformance-case.js';

/** The cases of one kind of part, as data. */
export interface Suite<Description, Capability extends string> {
  /** The function that declares it, for errors: `auditLogConformance`. */
  readonly name: string;
  /** The kind of part, for the report: `an audit log`. */
  readonly part: string;
  /** What a part may lack. */
  readonly capabilities: readonly Capability[];
  readonly cases: readonly ConformanceCase<Description, Capability>[];
}

/** The members that the description of every kind of part has. */
interface PartDescription<Capability extends string> {
  readonly name: string;
  create(...given: never): unknown;
  readonly unsupported?: UnsupportedReasons<Capability>;
}

/** Checks a description, and declares a test for each case of the suite. */
export function declareSuite<Description extends PartDescription<Capability>, Capability extends string>(
  suite: Suite<Description, Capability>,
  runner: TestRunner,
  description: Description,
): void {
  const { name, unsupported } = readOptions<PartDescription<Capability>>(suite.name, description, RULES);
  const read = readUnsupportedReasons<Capability>(suite.name, unsupported, suite.capabilities);
  runner.describe(`${name}: conformance of ${suite.part}`, () => {
    declareCases(runner, suite.cases, description, read);
  });
}

const RULES: { readonly [K in keyof PartDescription<string>]-?: OptionRule } = {
  name: option.required(option.id),
  create: option.required(option.function),
  unsupported: option.object,
};

/** Checks what is declared as not supported: known capabilities only, each with a reason. */
export function readUnsupportedReasons<Capability extends string>(
  owner: string,
  given: UnsupportedReasons<Capability> | undefined,
  capabilities: readonly Capability[],
): UnsupportedReasons<Capability> {
  const rules: Record<string, OptionRule> = Object.fromEntries(capabilities.map((name) => [name, REASON]));
  return Object(readOptions<Record<string, string>>(`${owner}: unsupported`, Object(given ?? {}), rules));
}

const REASON: OptionRule = {
  allowed: 'the reason, in a text of 1 to 256 characters',
  accepts: option.id.accepts,
};
