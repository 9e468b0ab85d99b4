import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access } from '../plan/access/access.ts';
import type { ScanRequest } from '../providers/provider.ts';

/**
 * What the requests of a scan are of and what is not there: a bucket, a cluster. That a statement names it and no place has it is an
 * error. Where another region or account has it, or other rows brought the name, there is nothing to say.
 */
export class MissingScopes {
  readonly #missing = new Map<string, SkyqlError[]>();
  readonly #found = new Set<string>();

  /** The rows of a request; none where what it is of is not there. */
  async *among<Item>(
    rows: AsyncIterable<Item>,
    { path, parameters }: ScanRequest,
    { mayBeGone }: Pick<Access, 'mayBeGone'>,
  ): AsyncIterable<Item> {
    const scope = JSON.stringify([path, parameters]);
    try {
      yield* rows;
      this.#found.add(scope);
    } catch (error) {
      if (!(error instanceof SkyqlError) || error.code !== 'RESOURCE_NOT_FOUND') throw error;
      if (mayBeGone !== true) this.#missing.set(scope, [...(this.#missing.get(scope) ?? []), error]);
    }
  }

  /** An error a request that nothing else of the scan has an answer to. */
  errors(): readonly SkyqlError[] {
    return [...this.#missing].flatMap(([scope, errors]) => (this.#found.has(scope) ? [] : errors));
  }
}
