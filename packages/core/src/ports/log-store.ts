/**
 * An append-only list of records, on which the audit chain is built. Sizes and positions count records from 0.
 *
 * Every method may reject when the backend fails; the caller then does not know whether an append happened, and reads.
 */
export interface LogStore {
  /**
   * Appends `records` behind record number `expectedSize - 1`, all or none. True: they are durable. False: the log has
   * another size, because somebody was first. A record is bytes without a line feed (0x0A).
   */
  append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean>;
  /** The records from number `from` on, in order, as they are when it is read. */
  read(from: number): AsyncIterable<Uint8Array>;
  /** How many records there are. */
  size(): Promise<number>;
}
