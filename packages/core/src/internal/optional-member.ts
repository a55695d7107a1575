/** A member of an object or of its class; what everything inherits from Object.prototype is nobody's. */
export function optionalMember<T extends object, Name extends keyof T>(object: T, name: Name): T[Name] | undefined {
  let at: unknown = object;
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    if (Object.hasOwn(at, name)) return object[name];
    at = Object.getPrototypeOf(at);
  }
  return undefined;
}
