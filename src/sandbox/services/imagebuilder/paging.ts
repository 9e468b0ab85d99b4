import { createHash } from 'node:crypto';
import type { WireStructure } from '../../../aws/service-model.ts';
import { canonicalText } from '../../kit/canonical-text.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { SandboxFault } from '../../service.ts';
import { maximumPageSize, messages } from './assumptions.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts one page by the `maxResults` and `nextToken` of a request. A token serves the list that it came from, asked for
 * with the same parameters but `maxResults`; throws InvalidPaginationTokenException for any other.
 */
export function cutPage<Item>(list: string, all: readonly Item[], input: WireStructure): Page<Item> {
  const size = Math.min(numberOf(input.maxResults) ?? maximumPageSize, maximumPageSize);
  const request = `${list} ${canonicalText({ ...input, maxResults: undefined, nextToken: undefined })}`;
  const start = readToken(request, textOf(input.nextToken));
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? writeToken(request, end) : undefined };
}

function writeToken(request: string, offset: number): string {
  const seal = createHash('sha256').update(`${request} ${offset}`).digest('base64url').slice(0, 32);
  return Buffer.from(`${seal}.${offset}`).toString('base64url');
}

function readToken(request: string, token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = Number(/\.(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1]);
  if (Number.isNaN(offset) || writeToken(request, offset) !== token)
    throw new SandboxFault('InvalidPaginationTokenException', messages.invalidToken, 400);
  return offset;
}
