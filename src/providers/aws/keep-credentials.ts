import { keepSecret } from '../../errors/known-secrets.ts';
import { despiteOtherStops } from '../despite-other-stops.ts';
import type { CallContext } from '../provider.ts';
import type { Credentials } from './connection-options.ts';

/** Who asks for credentials: they may take a call. */
type Asking = Pick<CallContext, 'signal' | 'onCall' | 'regions'>;

/** The credentials of one connection: found when first needed, kept until they expire. */
export interface CredentialsSource {
  /** Throws `NO_CREDENTIALS` or `CREDENTIALS_EXPIRED`, and of a role what AWS answered. */
  resolve(asking?: Asking): Promise<Credentials>;
  /** Drops what is kept, because AWS refused it. */
  forget(): void;
}

/** Credentials are fetched again this long before they expire, so that no call is signed with ones that die on the way. */
const expiryMargin = 60_000;

/** Finds credentials when they are first needed and again before they expire, once for all who ask. A failure is not kept. */
export function keepCredentials(
  find: (asking: Asking) => Promise<Credentials>,
  now: () => number = Date.now,
): CredentialsSource {
  let kept: Promise<Credentials> | undefined;
  let expires = Number.POSITIVE_INFINITY;
  /** Whether they have been found: while they are looked for, that may be stopped. */
  let isFound = false;

  const isFresh = () => now() < expires - expiryMargin;

  function current(asking: Asking): Promise<Credentials> {
    if (kept && isFresh()) return kept;
    expires = Number.POSITIVE_INFINITY;
    isFound = false;
    const found = find(asking).then((credentials) => {
      keepSecret(credentials.secretAccessKey);
      keepSecret(credentials.sessionToken);
      if (kept === found) {
        expires = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        isFound = true;
      }
      return credentials;
    });
    kept = found;
    found.catch(() => {
      if (kept === found) kept = undefined;
    });
    return found;
  }

  return {
    resolve(asking = {}) {
      if (kept !== undefined && isFound && isFresh()) return kept;
      return despiteOtherStops(asking, () => current(asking));
    },
    forget() {
      kept = undefined;
    },
  };
}
