import { pager } from '../../kit/pages/pager.ts';
import { messages, usualPageSize } from './assumptions.ts';
import { invalid } from './rule-store.ts';

export const pages = pager({
  token: 'NextToken',
  limit: 'MaxResults',
  usual: usualPageSize,
  badToken: () => invalid(messages.badToken),
});
