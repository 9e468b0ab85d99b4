import { pager } from '../../kit/pages/pager.ts';
import { messages, usualPageSize, usualTagsPageSize } from './assumptions.ts';
import { invalid } from './faults.ts';

const members = {
  token: 'NextToken',
  limit: 'MaxResults',
  badToken: () => invalid(messages.badToken),
  emptyTokenIsNone: true,
};

export const pages = pager({ ...members, usual: usualPageSize });
export const pagesOfTags = pager({ ...members, usual: usualTagsPageSize });
