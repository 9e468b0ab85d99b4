import { pager } from '../../kit/pages/pager.ts';
import { messages, usualPageSize } from './assumptions.ts';
import { invalidParameter } from './faults.ts';

export const pages = pager({
  token: 'nextToken',
  limit: 'maxResults',
  usual: usualPageSize,
  badToken: () => invalidParameter(messages.badToken),
});
