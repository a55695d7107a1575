import { TOTPSecrets, TOTPVerifier } from '@attesta/challenge-totp';
import type { StateStore } from '@attesta/core';
import { keyPlace, noKey, readKey } from '../key.js';
import type { GlobalOptions } from '../program.js';
import { DEFAULT_STORE, openStore } from '../store.js';
import type { Surroundings } from '../surroundings.js';

/** Options of every command about credentials. */
export interface TotpOptions extends GlobalOptions {
  readonly keyFile?: string;
}

/** What the commands about credentials work with. */
export interface Office {
  readonly secrets: TOTPSecrets;
  readonly verifier: TOTPVerifier;
  readonly state: StateStore;
}

/** What an office is opened for. */
export interface OfficeRequest {
  readonly options: TotpOptions;
  /** Whether to make a store where there is none. Default false. */
  readonly isMade?: boolean;
  /** The service's name in authenticators. */
  readonly issuer?: string | undefined;
}

/** Opens the secrets with their key, does the work, and closes them again, whatever happens. */
export async function withOffice<T>(
  surroundings: Surroundings,
  { options, isMade = false, issuer }: OfficeRequest,
  work: (office: Office) => Promise<T>,
): Promise<T> {
  const { clock, cwd, env } = surroundings;
  const place = keyPlace(surroundings, options.keyFile);
  const key = await readKey(place);
  const location = options.store ?? (env.ATTESTA_STORE || DEFAULT_STORE);
  const store = await (surroundings.openStore ?? openStore)({ location, cwd, clock, isMade });
  try {
    const { state } = store;
    const secrets = secretsOf();
    return await work({ secrets, verifier: new TOTPVerifier({ secretProvider: secrets.secretProvider }), state });

    function secretsOf(): TOTPSecrets {
      try {
        return new TOTPSecrets({ state, key, clock, ...(issuer === undefined ? {} : { issuer }) });
      } catch (error) {
        throw noKey(place, error);
      }
    }
  } finally {
    await store.close();
  }
}
