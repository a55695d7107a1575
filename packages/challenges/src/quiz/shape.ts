/**
 * A text taken apart: what stays, and what could as well be something else. A piece that may vary belongs to a family of
 * values that have all the same family: whichever of them is the true one, the same choices come about, so none of them
 * looks more like the answer than the others.
 */
export type Shape = (text: string) => readonly Piece[];

/** A piece of a text. */
export interface Piece {
  readonly text: string;
  /** What may stand in its place; empty where it stays. */
  readonly family: readonly string[];
  /** Pieces of a lower rank vary first. */
  readonly rank: number;
}

/** A piece that may vary, if there are others of its family. */
export function piece(text: string, family: readonly string[] = [], rank = 0): Piece {
  return { text, family, rank };
}

/** The shape of values of which there are only these. */
export function oneOf(family: readonly string[]): Shape {
  return (text) => [piece(text, family)];
}
