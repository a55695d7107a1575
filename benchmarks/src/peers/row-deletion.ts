/** The tool's function. */
export type DeleteRows = (table: string, limit: number) => Promise<string>;

/** The arguments that the model of every peer calls the tool with. */
export interface Requested {
  readonly table: string;
  readonly limit: number;
}

export const REQUESTED: Requested = { table: 'customers', limit: 10 };

/**
 * The tool that every peer calls, and what the program answers when it is asked whether that may run. It deletes nothing:
 * it counts its runs and tells what it would have deleted.
 */
export class RowDeletion {
  readonly approved: boolean;
  runs = 0;
  /** What the last run was given. */
  last: Requested | undefined;

  constructor(approved = true) {
    this.approved = approved;
  }

  readonly deleteRows: DeleteRows = async (table, limit) => {
    this.runs += 1;
    this.last = { table, limit };
    return `deleted ${limit} rows of ${table}`;
  };
}
