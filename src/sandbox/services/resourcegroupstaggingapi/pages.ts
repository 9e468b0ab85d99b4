import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, usualPageSize } from './assumptions.ts';

const badToken = () => new SandboxFault('PaginationTokenExpiredException', messages.badToken);

/** The last page says so by an empty token, and so does whoever asks for the first one. */
export const resourcePages = pager({
  token: 'PaginationToken',
  limit: 'ResourcesPerPage',
  usual: usualPageSize,
  badToken,
  emptyTokenIsNone: true,
});

export const textPages = pager({
  token: 'PaginationToken',
  limit: 'none',
  usual: 100,
  badToken,
  emptyTokenIsNone: true,
});
