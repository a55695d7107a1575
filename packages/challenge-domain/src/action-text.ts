import type { ActionContext, ArgumentValue } from '@attesta/core';

/**
 * An action as text to be searched: its name, then one line for each value, `key: value` where it has a key. A text that
 * changes under NFKC (full-width letters, say) is there in both forms.
 *
 * @example actionText(context) // 'delete_records\ntable: users\nforce: true'
 */
export function actionText(context: ActionContext): string {
  const lines = [context.functionName];
  for (const value of context.args) collect(value, '', lines);
  const text = lines.join('\n');
  const normalized = text.normalize('NFKC');
  return normalized === text ? text : `${text}\n${normalized}`;
}

function collect(value: ArgumentValue, key: string, lines: string[]): void {
  if (typeof value !== 'object' || value === null) lines.push(line(key, String(value)));
  else if (value instanceof Date) lines.push(line(key, value.toISOString()));
  else if (value instanceof Uint8Array) lines.push(line(key, UTF_8.decode(value)));
  else if (value instanceof Map) {
    for (const [name, item] of value) {
      if (typeof name === 'object') collect(name, key, lines);
      collect(item, typeof name === 'object' ? key : String(name), lines);
    }
  } else if (value instanceof Set || Array.isArray(value)) {
    for (const item of value) collect(item, key, lines);
  } else for (const [name, item] of Object.entries(value)) collect(item, name, lines);
}

function line(key: string, text: string): string {
  return key === '' ? text : `${key}: ${text}`;
}

const UTF_8 = new TextDecoder();
