import { type ActionContext, describeArguments, visible } from '@attesta/core';

/** Why a text is no question template, or undefined when it is one. */
export function faultOfQuestion(template: string): string | undefined {
  if (/\$\{/.test(template)) return 'must not have a dollar sign before a brace: placeholders are written {action}';
  const rest = template.replace(BRACED, (form, name: string) => (isPlaceholder(name) ? '' : form));
  const unknown = BRACED_ONCE.exec(rest);
  if (unknown !== null) return `must not have ${JSON.stringify(unknown[0])}: there are ${PLACEHOLDERS}`;
  return /[{}]/.test(rest) ? `must not have a brace by itself: braces are for ${PLACEHOLDERS}` : undefined;
}

/**
 * The question about this action, or undefined where the action lacks an argument that it asks about. Values are put in
 * once, as printable ASCII, and shortened to 120 characters; braces in them are just braces.
 *
 * @example questionAbout(context, 'What does {action} do to {arg0}?') // 'What does delete_records do to "table_a"?'
 */
export function questionAbout(context: ActionContext, template: string): string | undefined {
  const values = [...template.matchAll(BRACED)].map(([, name = '']) => valueFor(context, name));
  if (values.includes(undefined)) return undefined;
  return template.replace(BRACED, () => values.shift() ?? '');
}

function isPlaceholder(name: string): boolean {
  return name === 'action' || name === 'environment' || ARGUMENT.test(name);
}

function valueFor(context: ActionContext, name: string): string | undefined {
  if (name === 'action') return shortened(visible(context.functionName));
  if (name === 'environment') return shortened(visible(context.environment));
  const index = Number(ARGUMENT.exec(name)?.[1]);
  return index < context.args.length ? shortened(argumentText(context, index)) : undefined;
}

/** A single value as its literal; an object or list as what is in it: `table: "users", limit: 10`. */
function argumentText(context: ActionContext, index: number): string {
  const root = `args[${index}]`;
  return describeArguments(context)
    .filter(({ path }) => path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`))
    .map(({ path, text }) => (path === root ? text : `${path.slice(root.length).replace(/^\./, '')}: ${text}`))
    .join(', ');
}

function shortened(text: string): string {
  const rest = text.length - LONGEST_VALUE;
  return rest > 0 ? `${text.slice(0, LONGEST_VALUE)}...(+${rest} more)` : text;
}

const PLACEHOLDERS = '{action}, {environment} and {arg0} to {arg99}';
const BRACED = /\{([^{}]*)\}/g;
const BRACED_ONCE = /\{[^{}]*\}/;
const ARGUMENT = /^arg(0|[1-9][0-9]?)$/;

const LONGEST_VALUE = 120;
