/** A wrong implementation, with the one fault that a case is there for. */
export interface Mutant<Description> {
  readonly name: string;
  /** The name of the case that must find it out. */
  readonly killedBy: string;
  readonly description: Description;
}
