import { TOTPSecrets, type TOTPSecretsOptions, TOTPVerifier } from '@attesta/challenge-totp';
import type { AuditLog, StateStore } from '@attesta/core';
import { openAuditLog } from './audit/audit-log.js';
import type { Surroundings } from './io/program-io.js';
import { type KeyPlace, keyPlace, noKey, readKey } from './key.js';
import type { GlobalOptions } from './program.js';
import { openNamedStore } from './store/open-store.js';

/** Options of every command about credentials. */
export interface TotpOptions extends GlobalOptions {
  readonly keyFile?: string;
  readonly auditKey?: string;
}

/** What the commands about credentials work with. */
export interface Office {
  readonly secrets: TOTPSecrets;
  readonly verifier: TOTPVerifier;
  readonly state: StateStore;
  /** Where what is changed is recorded. */
  readonly auditLog: AuditLog | undefined;
  readonly isRecorded: boolean;
}

/** What an office is opened for. */
export interface OfficeRequest {
  readonly options: TotpOptions;
  /** Whether to make a store where there is none. Default false. */
  readonly isMade?: boolean;
  /** Whether something may be changed that is worth a record. Default false. */
  readonly isChange?: boolean;
  /** The service's name in authenticators. */
  readonly issuer?: string | undefined;
}

/** Opens the secrets with their key, does the work, and closes them again, whatever happens. */
export async function withOffice<T>(
  surroundings: Surroundings,
  { options, isMade = false, isChange = false, issuer }: OfficeRequest,
  work: (office: Office) => Promise<T>,
): Promise<T> {
  const { clock } = surroundings;
  const place = keyPlace(surroundings, options.keyFile);
  const key = await readKey(place);
  const store = await openNamedStore(surroundings, options.store, isMade);
  try {
    const { state, log } = store;
    const audit = isChange ? await openAuditLog(surroundings, log, options.auditKey) : undefined;
    const secrets = secretsOf({ state, key, clock, issuer, auditLog: audit?.auditLog }, place);
    const verifier = new TOTPVerifier({ secretProvider: secrets.secretProvider });
    const { auditLog } = audit ?? {};
    const office = { secrets, verifier, state, auditLog, isRecorded: auditLog !== undefined };
    const result = await work(office).catch(async (error: unknown) => {
      await audit?.close().catch(() => {});
      throw error;
    });
    await audit?.close();
    return result;
  } finally {
    await store.close();
  }
}

/** What can be wrong here is the key alone: the rest was checked before. */
function secretsOf(options: TOTPSecretsOptions, place: KeyPlace): TOTPSecrets {
  try {
    return new TOTPSecrets(options);
  } catch (error) {
    throw noKey(place, error);
  }
}
