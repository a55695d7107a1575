/** Does something whose failure concerns nobody, at once or later. */
export function quietly(work: () => unknown): void {
  try {
    ignoreRejection(work());
  } catch {
    // As above.
  }
}

/** A promise that nobody waits for ends the process when it rejects: this one does not. */
export function ignoreRejection(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('then' in value)) return;
  Promise.resolve(value).catch(() => {});
}
