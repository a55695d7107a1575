import { AttestaError, type AuditLog, type Clock, type StateStore, systemClock } from '@attesta/core';
import { callDependency, faultOfId, option, readOptions } from '@attesta/core/authoring';
import {
  CHECK_RULES,
  codeSettings,
  type ResolvedOptions,
  resolveOptions,
  type TOTPCheckOptions,
} from './check-options.js';
import { readCredential } from './credential-record.js';
import { barrier, type TOTPOutcome } from './decide.js';
import { type EnrolledOperator, operatorIn } from './enrolled-operator.js';
import { beginEnrollment, type Enrollment, ISSUER } from './enrollment.js';
import { KeyRing } from './key-ring.js';
import { type Reencryption, reencrypt } from './reencrypt.js';
import { type SealedSecret, seal, unseal } from './sealed-secret.js';
import { generateTOTPSecret } from './secret.js';
import { type SecretEntry, SecretStore } from './secret-store.js';
import { type SecretProvider, submitCode } from './submit-code.js';
import { faultOfUnlocker, type UnlockOutcome, unlock } from './unlock.js';

/** Options of `TOTPSecrets`; those of the check as at the challenge. */
export interface TOTPSecretsOptions extends TOTPCheckOptions {
  /** Keeps the encrypted secrets, under `totp-secret/<operatorId>`. The one that the challenge has: failures are counted there. */
  readonly state: StateStore;
  /** One or more keys as `generateTOTPKey` makes them, the newest last: it encrypts, the others decrypt. */
  readonly key: string;
  /** The service's name in the authenticator, without a colon. Default `Attesta`. */
  readonly issuer?: string | undefined;
  /** Is told of each enrollment, removal and unlocking before it takes effect; what it does not take does not happen. */
  readonly auditLog?: AuditLog | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/**
 * The operators' secrets, in the shared state and encrypted (AES-256-GCM): enrollment, removal, and unlocking by a second person.
 *
 * A method rejects where the state store does; where something can be refused, why is in the outcome.
 *
 * @example
 * const secrets = new TOTPSecrets({ state, key: await readTOTPKeyFile('totp.key') });
 * const { uri } = await secrets.beginEnrollment('ada'); // to be shown as a QR code
 * await secrets.confirmEnrollment('ada', code);
 * const challenge = new TOTPChallenge({ secretProvider: secrets.secretProvider });
 */
export class TOTPSecrets {
  /** For `TOTPChallenge` and `TOTPVerifier`. Rejects when a secret cannot be read: its code is then wrong. */
  readonly secretProvider: SecretProvider;
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #keys: KeyRing;
  readonly #store: SecretStore;
  readonly #options: ResolvedOptions;
  readonly #issuer: string;
  readonly #auditLog: AuditLog | undefined;

  /** @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed. */
  constructor(options: TOTPSecretsOptions) {
    const given = readOptions<TOTPSecretsOptions>('TOTPSecrets', options, RULES);
    this.#state = given.state;
    this.#clock = given.clock ?? systemClock;
    this.#keys = new KeyRing(given.key);
    this.#store = new SecretStore(given.state, this.#clock);
    this.#options = resolveOptions(given);
    this.#issuer = given.issuer ?? 'Attesta';
    this.#auditLog = given.auditLog;
    const decoy = seal(this.#keys, { operatorId: '', status: 'pending', version: 0, at: 0 }, generateTOTPSecret());
    this.secretProvider = async (operatorId) => {
      return activeSecret(this.#keys, await this.#store.read(operatorId), decoy);
    };
  }

  /**
   * Makes a new secret for an operator. It is pending: codes are taken of it once `confirmEnrollment` has seen the first; until then an older
   * secret stays in use. A pending one from before is replaced.
   *
   * @throws AttestaError (`invalid_option`) when the id could be taken for another one (unseen characters, mixed scripts).
   */
  async beginEnrollment(operatorId: string): Promise<Enrollment> {
    const fault = faultOfId(operatorId);
    if (fault !== undefined)
      throw new AttestaError('invalid_option', `TOTPSecrets.beginEnrollment: the operator's id ${fault}.`);
    const enrollment = beginEnrollment({ operatorId, issuer: this.#issuer, ...codeSettings(this.#options) });
    await this.#store.update(operatorId, (record) => {
      const { active, pending } = record === 'damaged' || record === undefined ? {} : record;
      const version = Math.max(active?.version ?? 0, pending?.version ?? 0) + 1;
      const place = { operatorId, status: 'pending', version, at: this.#clock.wall() } as const;
      return { active, pending: seal(this.#keys, place, enrollment.secret) };
    });
    return enrollment;
  }

  /**
   * Takes the first code of a pending secret, which shows that the authenticator has it, and puts the secret into use.
   *
   * The code is spent: it approves nothing. A wrong one counts as a failure, and none takes failures away.
   *
   * @returns `ok`, or why not: `secret_not_found` when nothing is pending, `unavailable` also when the audit log failed or the secret
   * was replaced meanwhile.
   */
  async confirmEnrollment(operatorId: string, code: string): Promise<TOTPOutcome> {
    const entry = await this.#store.read(operatorId);
    const pending = entry.record?.pending;
    if (pending === undefined) return { status: 'secret_not_found' };
    const secret = unseal(this.#keys, { operatorId, status: 'pending' }, pending);
    if (secret === undefined) return { status: 'secret_unusable' };
    const { version, at } = pending;
    const attempt = { operatorId, code, state: this.#state, clock: this.#clock, purpose: 'enrollment' } as const;
    const outcome = await submitCode(this.#options, { ...attempt, secretProvider: () => secret });
    if (outcome.status !== 'ok') return outcome;
    if (!(await this.#record('enrollment', { operatorId, version }))) return UNAVAILABLE;
    const active = seal(this.#keys, { operatorId, status: 'active', version, at }, secret);
    return (await this.#store.write(entry, { active, pending: undefined })) ? outcome : UNAVAILABLE;
  }

  /**
   * Removes an operator's secrets; failures, a lock and the last code used stay. False when there are none.
   *
   * @throws AttestaError (`not_recorded`, `unavailable`) when the audit log failed or the record was changed meanwhile.
   */
  async remove(operatorId: string): Promise<boolean> {
    const entry = await this.#store.read(operatorId);
    if (entry.version === 0) return false;
    if (!(await this.#record('removal', { operatorId }))) {
      throw new AttestaError(
        'not_recorded',
        'TOTPSecrets.remove: the audit log did not take it, so nothing was removed.',
      );
    }
    if (await this.#store.remove(entry)) return true;
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
    const credential = { operatorId, state: this.#state, clock: this.#clock };
    return await unlock(credential, (failures) => this.#record('unlock', { operatorId, by, failures }));
  }

  /** An operator with a secret; undefined when there is none. */
  async find(operatorId: string): Promise<EnrolledOperator | undefined> {
    const entry = await this.#store.read(operatorId);
    return entry.version === 0 ? undefined : await this.#describe(entry);
  }

  /** All operators with a secret, in order of id. */
  async list(): Promise<readonly EnrolledOperator[]> {
    const found: EnrolledOperator[] = [];
    for await (const entry of this.#store.entries()) found.push(await this.#describe(entry));
    return found;
  }

  /** Brings every secret under the newest key. Old keys can be dropped once nobody's secret is left behind. */
  async reencrypt(): Promise<Reencryption> {
    return await reencrypt(this.#store, this.#keys);
  }

  async #describe(entry: SecretEntry): Promise<EnrolledOperator> {
    const { operatorId } = entry;
    const kept = await readCredential({ operatorId, state: this.#state, clock: this.#clock });
    const at = this.#clock.wall();
    const moment = { at, step: Math.floor(at / 1000 / this.#options.period) };
    const met = kept === undefined ? UNAVAILABLE : barrier(kept, moment, this.#options.lockout);
    return Object.freeze({ ...operatorIn(entry, this.#keys), failures: kept?.failures, barrier: met });
  }

  /** Records an event. False when the log failed or took more than 10 seconds; true without a log. */
  async #record(event: string, details: Readonly<Record<string, string | number>>): Promise<boolean> {
    const auditLog = this.#auditLog;
    const clock = this.#clock;
    if (auditLog === undefined) return true;
    const entry = { kind: 'event', at: clock.wall(), event, details: { challenge: 'totp', ...details } } as const;
    const receipt = await callDependency({ clock }, () => auditLog.record(entry));
    return receipt.status === 'fulfilled' && typeof receipt.value === 'string' && receipt.value !== '';
  }
}

/** The secret that codes are taken of. Where there is none, the decoy is decrypted: as much work, and it belongs nowhere. */
function activeSecret(keys: KeyRing, { operatorId, record }: SecretEntry, decoy: SealedSecret): string | undefined {
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
