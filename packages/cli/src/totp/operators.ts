import type { UnlockOutcome } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import { resembles } from '@attesta/core/challenges';
import { UNRECORDED } from '../audit/audit-log.js';
import { ExitCode, Failure } from '../command-error.js';
import { withOffice } from '../credentials.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { type CodeOptions, proveIdentity } from './code.js';

/** Options of `attesta totp unlock`. */
export interface UnlockOptions extends CodeOptions {
  readonly by: string;
}

/** Lets a second person, who shows a code of their own, lift an operator's lock. */
export async function unlock(surroundings: Surroundings, operatorId: string, options: UnlockOptions): Promise<Report> {
  const { by } = options;
  if (resembles(operatorId, by)) throw refused('same_person', operatorId, by);
  return await withOffice(surroundings, { options, isChange: true }, async (office) => {
    await proveIdentity(surroundings, office, { operatorId: by, options });
    const outcome = await office.secrets.unlock(operatorId, { by });
    if (outcome.status !== 'ok') throw refused(outcome.status, operatorId, by);
    const { failures } = outcome;
    const count = `${failures} ${failures === 1 ? 'failure' : 'failures'}`;
    const line = `${visible(operatorId)} is unlocked by ${visible(by)}: ${count} taken away.`;
    const { isRecorded } = office;
    return {
      data: { status: 'ok', operatorId, by, failures, isRecorded },
      lines: isRecorded ? [line] : [line, UNRECORDED],
    };
  });
}

function refused(status: Exclude<UnlockOutcome['status'], 'ok'>, operatorId: string, by: string): Failure {
  const exitCode = status === 'unavailable' || status === 'not_recorded' ? ExitCode.NOT_READY : ExitCode.REFUSED;
  return new Failure({
    exitCode,
    status,
    message: WORDS[status](visible(operatorId), visible(by)),
    data: { operatorId, by },
  });
}

const WORDS: Readonly<Record<Exclude<UnlockOutcome['status'], 'ok'>, (id: string, by: string) => string>> = {
  not_locked: (id) => `${id} has no failures: there is nothing to lift.`,
  same_person: (id, by) => `${by} could be taken for ${id}: a lock is lifted by another person.`,
  not_a_person: (_id, by) => `${by} is no id that tells one person from others.`,
  not_recorded: (id) => `It could not be recorded, so ${id} stays as they are.`,
  unavailable: (id) => `The store failed, or what it holds about ${id} is broken.`,
};
