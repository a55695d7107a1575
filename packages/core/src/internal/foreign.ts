// For objects that others wrote: a renderer, a log, a challenge, a scorer.

/** A member of an object or of its class; what everything inherits from Object.prototype is nobody's. */
export function optionalMember<T extends object, Name extends keyof T>(object: T, name: Name): T[Name] | undefined {
  let at: unknown = object;
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    if (Object.hasOwn(at, name)) return object[name];
    at = Object.getPrototypeOf(at);
  }
  return undefined;
}

/**
 * Does something whose failure changes nothing, at once or later.
 *
 * @param failed Told of the failure; must not throw.
 */
export function quietly(work: () => unknown, failed?: (error: unknown) => void): void {
  try {
    ignoreRejection(work(), failed);
  } catch (error) {
    failed?.(error);
  }
}

/** A promise that is not waited for ends the process when it rejects: this one does not. */
export function ignoreRejection(value: unknown, failed: (error: unknown) => void = () => {}): void {
  if (typeof value !== 'object' || value === null || !('then' in value)) return;
  Promise.resolve(value).catch(failed);
}
