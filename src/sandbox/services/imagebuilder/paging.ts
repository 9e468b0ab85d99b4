import type { WireStructure } from '../../../aws/service-model.ts';
import { SandboxFault } from '../../service.ts';
import { numberOf, textOf } from '../members.ts';
import { maximumPageSize, messages } from './assumptions.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** Cuts one page by the `maxResults` and `nextToken` of a request; `list` names what is listed, so that a token serves one list only. */
export function cutPage<Item>(list: string, all: readonly Item[], input: WireStructure): Page<Item> {
  const size = Math.min(numberOf(input.maxResults) ?? maximumPageSize, maximumPageSize);
  const start = readToken(list, textOf(input.nextToken));
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? writeToken(list, end) : undefined };
}

function writeToken(list: string, offset: number): string {
  return Buffer.from(`${list}:${offset}`).toString('base64url');
}

function readToken(list: string, token: string | undefined): number {
  if (token === undefined) return 0;
  const match = /^([^:]+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match?.[1] !== list) throw new SandboxFault('InvalidPaginationTokenException', messages.invalidToken, 400);
  return Number(match[2]);
}
