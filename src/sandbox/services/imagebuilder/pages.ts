import type { WireStructure } from '../../../aws/service-model.ts';
import { canonicalText } from '../../kit/canonical-text.ts';
import { type Page, pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { maximumPageSize, messages, usualPageSize } from './assumptions.ts';

const pages = pager({
  token: 'nextToken',
  limit: 'maxResults',
  usual: usualPageSize,
  sizeFor: (asked) => Math.min(asked, maximumPageSize),
  badToken: () => new SandboxFault('InvalidPaginationTokenException', messages.invalidToken, 400),
});

/** A page of a list. A token serves requests with the same parameters but `maxResults`. */
export function pageOf<Item>(list: string, all: readonly Item[], input: WireStructure): Page<Item> {
  const parameters = canonicalText({ ...input, maxResults: undefined, nextToken: undefined });
  return pages.byPlace(`${list} ${parameters}`, all, input);
}
