/** JSON in ASCII alone: it may end up on a terminal, and ids of others may hold control characters that JSON leaves as they are. */
export function asciiJson(data: unknown): string {
  return inAscii(JSON.stringify(data));
}

/** The same for a JSON text. */
export function inAscii(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
