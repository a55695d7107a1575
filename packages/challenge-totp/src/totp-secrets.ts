import { AttestaError, type AuditLog, type Clock, type StateStore, systemClock } from '@attesta/core';
import { faultOfId, option, readOptions } from '@attesta/core/authoring';
import { CredentialLedger } from './credential-ledger.js';
import { barrier } from './decide.js';
import { type EnrolledOperator, operatorIn } from './enrolled-operator.js';
import { beginEnrolment, type Enrolment, ISSUER } from './enrolment.js';
import { KeyRing } from './key-ring.js';
import { CHECK_RULES, codeSettings, type Policy, policyOf, type TOTPCheckOptions } from './policy.js';
import { recorded } from './recorded.js';
import { type Reencryption, reencrypt } from './reencrypt.js';
import { type SealedSecret, seal, unseal } from './sealed-secret.js';
import { generateTOTPSecret } from './secret.js';
import { SecretShelf, type ShelfEntry } from './secret-shelf.js';
import { type SecretProvider, submitCode } from './submit-code.js';
import type { TOTPOutcome } from './totp-outcome.js';
import { faultOfUnlocker, type UnlockOutcome, unlock } from './unlock.js';

/** Options of `TOTPSecrets`; those of the check as at the challenge. */
export interface TOTPSecretsOptions extends TOTPCheckOptions {
  /** Keeps the encrypted secrets, under `totp-secret/<operatorId>`. The one that the challenge has: failures are counted there. */
  readonly state: StateStore;
  /** One or more keys as `generateTOTPKey` makes them, the newest last: it encrypts, the others decrypt. */
  readonly key: string;
  /** The service's name in the authenticator, without a colon. Default `Attesta`. */
  readonly issuer?: string | undefined;
  /** Is told of each enrolment, removal and unlocking before it takes effect; what it does not take does not happen. */
  readonly auditLog?: AuditLog | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/**
 * The operators' secrets, in the shared state and encrypted (AES-256-GCM): enrolment, removal, and unlocking by a second person.
 *
 * A method rejects where the state store does; where something can be refused, why is in the outcome.
 *
 * @example
 * const secrets = new TOTPSecrets({ state, key: await readTOTPKeyFile('totp.key') });
 * const { uri } = await secrets.enroll('ada'); // to be shown as a QR code
 * await secrets.confirm('ada', code);
 * const challenge = new TOTPChallenge({ secretProvider: secrets.secretProvider });
 */
export class TOTPSecrets {
  /** For `TOTPChallenge` and `TOTPVerifier`. Rejects when a secret cannot be read: its code is then wrong. */
  readonly secretProvider: SecretProvider;
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #keys: KeyRing;
  readonly #shelf: SecretShelf;
  readonly #policy: Policy;
  readonly #issuer: string;
  readonly #auditLog: AuditLog | undefined;

  /** @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed. */
  constructor(options: TOTPSecretsOptions) {
    const given = readOptions<TOTPSecretsOptions>('TOTPSecrets', options, RULES);
    this.#state = given.state;
    this.#clock = given.clock ?? systemClock;
    this.#keys = new KeyRing(given.key);
    this.#shelf = new SecretShelf(given.state, this.#clock);
    this.#policy = policyOf(given);
    this.#issuer = given.issuer ?? 'Attesta';
    this.#auditLog = given.auditLog;
    const decoy = seal(this.#keys, { operatorId: '', status: 'pending', version: 0, at: 0 }, generateTOTPSecret());
    this.secretProvider = async (operatorId) => {
      return activeSecret(this.#keys, await this.#shelf.read(operatorId), decoy);
    };
  }

  /**
   * Makes a new secret for an operator. It is pending: codes are taken of it once `confirm` has seen the first; until then an older
   * secret stays in use. A pending one from before is replaced.
   *
   * @throws AttestaError (`invalid_option`) when the id could be taken for another one (unseen characters, mixed scripts).
   */
  async enroll(operatorId: string): Promise<Enrolment> {
    const fault = faultOfId(operatorId);
    if (fault !== undefined)
      throw new AttestaError('invalid_option', `TOTPSecrets.enroll: the operator's id ${fault}.`);
    const enrolment = beginEnrolment({ operatorId, issuer: this.#issuer, ...codeSettings(this.#policy) });
    await this.#shelf.update(operatorId, ({ record }) => {
      const { active, pending } = record ?? {};
      const version = Math.max(active?.version ?? 0, pending?.version ?? 0) + 1;
      const place = { operatorId, status: 'pending', version, at: this.#clock.wall() } as const;
      return { active, pending: seal(this.#keys, place, enrolment.secret) };
    });
    return enrolment;
  }

  /**
   * Takes the first code of a pending secret, which shows that the authenticator has it, and puts the secret into use.
   *
   * The code is spent: it approves nothing. A wrong one counts as a failure, and none takes failures away.
   *
   * @returns `ok`, or why not: `secret_not_found` when nothing is pending, `unavailable` also when the audit log failed or the secret
   * was replaced meanwhile.
   */
  async confirm(operatorId: string, code: string): Promise<TOTPOutcome> {
    const entry = await this.#shelf.read(operatorId);
    const pending = entry.record?.pending;
    if (pending === undefined) return { status: 'secret_not_found' };
    const secret = unseal(this.#keys, { operatorId, status: 'pending' }, pending);
    if (secret === undefined) return { status: 'secret_unusable' };
    const { version, at } = pending;
    const attempt = { operatorId, code, state: this.#state, clock: this.#clock, purpose: 'enrolment' } as const;
    const outcome = await submitCode(this.#policy, { ...attempt, secretProvider: () => secret });
    if (outcome.status !== 'ok') return outcome;
    if (!(await this.#record('enrolment', { operatorId, version }))) return UNAVAILABLE;
    const active = seal(this.#keys, { operatorId, status: 'active', version, at }, secret);
    return (await this.#shelf.write(entry, { active, pending: undefined })) ? outcome : UNAVAILABLE;
  }

  /**
   * Removes an operator's secrets; failures, a lock and the last code used stay. False when there are none.
   *
   * @throws AttestaError (`not_recorded`, `unavailable`) when the audit log failed or the record was changed meanwhile.
   */
  async remove(operatorId: string): Promise<boolean> {
    const entry = await this.#shelf.read(operatorId);
    if (entry.version === 0) return false;
    if (!(await this.#record('removal', { operatorId }))) {
      throw new AttestaError(
        'not_recorded',
        'TOTPSecrets.remove: the audit log did not take it, so nothing was removed.',
      );
    }
    if (await this.#shelf.remove(entry)) return true;
    throw new AttestaError('unavailable', 'TOTPSecrets.remove: the record was changed at the same time. Try again.');
  }

  /**
   * Lets another person lift an operator's lock: failures are taken away, the last code used stays.
   *
   * Whether `by` is who they say they are is the caller's to find out, by a code of their own for instance. With an audit log it is
   * recorded as an event `unlock` that names both, before it takes effect.
   *
   * @throws AttestaError (`invalid_option`) when an id is not a text of 1 to 256 characters.
   */
  async unlock(operatorId: string, options: { readonly by: string }): Promise<UnlockOutcome> {
    readOptions<{ operatorId: string }>(
      'TOTPSecrets.unlock',
      { operatorId },
      { operatorId: option.required(option.id) },
    );
    const { by } = readOptions<{ by: string }>('TOTPSecrets.unlock', options, { by: option.required(option.id) });
    const fault = faultOfUnlocker(operatorId, by);
    if (fault !== undefined) return { status: fault };
    const ledger = new CredentialLedger(operatorId, this.#state, this.#clock);
    return await unlock(ledger, (failures) => this.#record('unlock', { operatorId, by, failures }));
  }

  /** An operator with a secret; undefined when there is none. */
  async find(operatorId: string): Promise<EnrolledOperator | undefined> {
    const entry = await this.#shelf.read(operatorId);
    return entry.version === 0 ? undefined : await this.#describe(entry);
  }

  /** All operators with a secret, in order of id. */
  async list(): Promise<readonly EnrolledOperator[]> {
    const found: EnrolledOperator[] = [];
    for await (const entry of this.#shelf.entries()) found.push(await this.#describe(entry));
    return found;
  }

  /** Brings every secret under the newest key. Old keys can be dropped once nobody's secret is left behind. */
  async reencrypt(): Promise<Reencryption> {
    return await reencrypt(this.#shelf, this.#keys);
  }

  async #describe(entry: ShelfEntry): Promise<EnrolledOperator> {
    const kept = await new CredentialLedger(entry.operatorId, this.#state, this.#clock).read();
    const at = this.#clock.wall();
    const moment = { at, step: Math.floor(at / 1000 / this.#policy.period) };
    const met = kept === undefined ? UNAVAILABLE : barrier(kept.record, moment, this.#policy.lockout);
    return Object.freeze({ ...operatorIn(entry, this.#keys), failures: kept?.record.failures, barrier: met });
  }

  #record(event: string, details: Readonly<Record<string, string | number>>): Promise<boolean> {
    return recorded(this.#auditLog, this.#clock, event, details);
  }
}

/** The secret that codes are taken of. Where there is none, the decoy is decrypted: as much work, and it belongs nowhere. */
function activeSecret(keys: KeyRing, { operatorId, record }: ShelfEntry, decoy: SealedSecret): string | undefined {
  const active = record?.active;
  const secret = unseal(keys, { operatorId, status: 'active' }, active ?? decoy);
  return active !== undefined && secret === undefined ? UNREADABLE : secret;
}

const RULES = {
  ...CHECK_RULES,
  state: option.required(option.with('get', 'compareAndSet', 'delete', 'list')),
  key: option.required(option.text),
  issuer: ISSUER,
  auditLog: option.with('record'),
  clock: option.with('wall', 'monotonic', 'after'),
};
const UNAVAILABLE: TOTPOutcome = Object.freeze({ status: 'unavailable' });
/** No base32, so that the reason is `TOTP secret not usable`. */
const UNREADABLE = '-';
