/** Who is asked about a request: each for a hundred of them. */
export function approverOf(index: number): string {
  return `approver-${Math.floor(index / 100)}`;
}
