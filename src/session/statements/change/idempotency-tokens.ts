import { createHmac, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { canonicalJson } from '../../../data/canonical-json.ts';
import type { PlannedChange } from '../../../providers/change.ts';

const stretched: (text: string, salt: Buffer | string, length: number, options: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt);

/** Some 30 ms for who guesses what a token was made of. */
const effort: ScryptOptions = { N: 16_384, r: 8, p: 1 };

/**
 * Tokens that the same key, statement and row make again, one for each change; undefined for those that need none: what is
 * there already is not deleted twice, and an UPDATE sends nothing where nothing differs. Rows that are alike are counted, so
 * that the order in which a query brings them is of no matter. AWS writes tokens into its logs, so that they must not tell the
 * statement's secrets to who knows the key: where there may be any, guessing is made slow.
 */
export async function idempotencyTokens(
  key: string,
  statement: string,
  changes: readonly PlannedChange[],
): Promise<readonly (string | undefined)[]> {
  const own = await stretched(statement, key, 32, effort);
  const seen = new Map<string, number>();
  return Promise.all(
    changes.map(async (change) => {
      if (!isRepeated(change)) return undefined;
      const content = contentOf(change);
      const number = seen.get(content) ?? 0;
      seen.set(content, number + 1);
      const text = canonicalJson([content, number]);
      const hasSecrets = (change.secrets ?? []).length > 0;
      return asUuid(
        hasSecrets ? await stretched(text, own, 16, effort) : createHmac('sha256', own).update(text).digest(),
      );
    }),
  );
}

function isRepeated({ kind, patch, unchanged }: PlannedChange): boolean {
  if (unchanged === true) return false;
  return kind === 'create' || kind === 'execute' || typeof patch === 'string';
}

function contentOf({ kind, resource, scope, method, key, values, patch }: PlannedChange): string {
  return canonicalJson([kind, resource, scope, method, key, values, typeof patch === 'string' ? patch : null]);
}

/** In the form of the tokens that are made up else, which every service takes. */
function asUuid(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  // Version 8 and variant 1 of RFC 9562: of one's own making.
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
