import type { ActionContext } from '@attesta/core';
import { type ArgumentLeaf, describeArguments, visible } from '@attesta/core/authoring';

/** Why a text is no question template, or undefined when it is one. */
export function faultOfQuestion(template: string): string | undefined {
  if (/\$\{/.test(template)) return 'must not have a dollar sign before a brace: placeholders are written {action}';
  const rest = template.replace(BRACED, (form, name: string) => (isPlaceholder(name) ? '' : form));
  const unknown = BRACED_ONCE.exec(rest);
  if (unknown !== null) return `must not have ${JSON.stringify(unknown[0])}: there are ${PLACEHOLDERS}`;
  return /[{}]/.test(rest) ? `must not have a brace by itself: braces are for ${PLACEHOLDERS}` : undefined;
}

/** Makes the question of a template; undefined where the action lacks an argument that it asks about. */
export type Questioner = (template: string) => string | undefined;

/**
 * Asks about one action. Values are put in once, as printable ASCII, and shortened to 120 characters; braces in them are
 * just braces.
 *
 * @example questionerFor(context)('What does {action} do to {arg0}?') // 'What does delete_records do to "table_a"?'
 */
export function questionerFor(context: ActionContext): Questioner {
  let leaves: readonly ArgumentLeaf[] | undefined;

  return (template) => {
    const values = [...template.matchAll(BRACED)].map(([, name = '']) => valueFor(name));
    if (values.includes(undefined)) return undefined;
    return template.replace(BRACED, () => values.shift() ?? '');
  };

  function valueFor(name: string): string | undefined {
    if (name === 'action') return shortened(visible(context.functionName));
    if (name === 'environment') return shortened(visible(context.environment));
    const index = Number(ARGUMENT.exec(name)?.[1]);
    if (!(index < context.args.length)) return undefined;
    leaves ??= describeArguments(context);
    return shortened(argumentText(leaves, `args[${index}]`));
  }
}

function isPlaceholder(name: string): boolean {
  return name === 'action' || name === 'environment' || ARGUMENT.test(name);
}

/** A single value as its literal; an object or list as what is in it: `table: "users", limit: 10`. */
function argumentText(leaves: readonly ArgumentLeaf[], root: string): string {
  return leaves
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
