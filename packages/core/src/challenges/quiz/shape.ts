/**
 * A text taken apart: what stays, and what could as well be something else. A piece that may vary belongs to a family of
 * values that have all the same family: whichever of them is the true one, the same choices come about, so none of them
 * looks more like the answer than the others.
 */
export type Shape = (text: string) => readonly Piece[];

/** A piece of a text. */
export interface Piece {
  readonly text: string;
  /** What may stand in its place, itself included; undefined where it stays. */
  readonly family?: readonly string[] | undefined;
  /** Pieces of a lower rank vary first. Default 0. */
  readonly rank?: number;
}

/** A shape of values of which there are only these. */
export function oneOf(family: readonly string[]): Shape {
  return (text) => [{ text, family }];
}
