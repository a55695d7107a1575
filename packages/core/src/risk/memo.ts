/** A function that remembers what it computed for at most `capacity` texts; then it begins anew. */
export function memo<T>(compute: (text: string) => T, capacity: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const computed = compute(text);
    if (known.size >= capacity) known.clear();
    known.set(text, computed);
    return computed;
  };
}
