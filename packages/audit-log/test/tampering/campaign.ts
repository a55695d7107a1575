import { TornLogError } from '../../src/errors.js';
import { AuditLogError, type AuditReport, type RecordSource, verifyAuditLog } from '../../src/index.js';
import { verifySmall } from '../small-verifier.js';
import { ATTACKS } from './attacks.js';
import { opened } from './forger.js';
import { Random } from './random.js';
import { type Victim, victimOf } from './victim.js';

/** What came of the attacks of one kind. */
export interface Figures {
  readonly attacks: number;
  /** The report says `broken`. */
  readonly found: number;
  /** All that was signed is there as it was, and the report claims no more. */
  readonly beyond: number;
  readonly missed: readonly string[];
  /** Where the small verifier comes to another result. */
  readonly disputed: readonly string[];
}

/** Attacks logs so often with each kind; the anchor was kept elsewhere. */
export async function campaign(times: number, seed: number): Promise<ReadonlyMap<string, Figures>> {
  const victims = [await victimOf(0), await victimOf(5)];
  const figures = new Map<string, Figures>();
  for (const name of Object.keys(ATTACKS)) figures.set(name, await attacked(name, times, victims, new Random(seed)));
  return figures;
}

async function attacked(name: string, times: number, victims: readonly Victim[], random: Random): Promise<Figures> {
  const count = { attacks: 0, found: 0, beyond: 0, missed: [] as string[], disputed: [] as string[] };
  for (let time = 0; time < times; time += 1) {
    const victim = random.of(victims);
    const changed = ATTACKS[name]?.(victim, random) ?? 'removed';
    const original = Buffer.from(victim.lines.map((line) => `${line}\n`).join(''));
    if (changed !== 'removed' && original.equals(changed)) continue;
    const [keys, anchors] = [victim.keys, [victim.anchor]];
    const report = await verifyAuditLog({ log: fileOf(changed), keys, anchors });
    const small = verifySmall(changed === 'removed' ? undefined : changed, keys, anchors);
    const where = `${name} ${time}: ${report.status} ${report.problems[0]?.message ?? ''}`;
    count.attacks += 1;
    if (report.status === 'broken') count.found += 1;
    else if (isHonest(report, victim, changed)) count.beyond += 1;
    else count.missed.push(where);
    const isSame = small.status === report.status && (small.status === 'broken' || small.unsigned === report.unsigned);
    if (!isSame) count.disputed.push(`${where} / ${small.status} ${small.unsigned}`);
  }
  return count;
}

/** Whether all that was signed is still there as it was, and the report claims no more than that. */
function isHonest(
  { status, lastCheckpoint }: AuditReport,
  { lines }: Victim,
  changed: Uint8Array | 'removed',
): boolean {
  if (status === 'broken' || changed === 'removed') return false;
  const size = lines.findLastIndex((line) => opened(line).kind === 'checkpoint') + 1;
  const signed = Buffer.from(
    lines
      .slice(0, size)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return lastCheckpoint?.size === size && signed.equals(changed.subarray(0, signed.length));
}

/** A file of these bytes, as `jsonlRecords` reads it. */
function fileOf(bytes: Uint8Array | 'removed'): RecordSource {
  return {
    async *read() {
      if (bytes === 'removed') throw new AuditLogError('missing', 'It does not exist.');
      const copy = Uint8Array.from(bytes);
      let start = 0;
      for (let end = copy.indexOf(10); end >= 0; end = copy.indexOf(10, start)) {
        yield copy.slice(start, end);
        start = end + 1;
      }
      if (start < copy.length) throw new TornLogError(copy.length - start);
    },
  };
}
