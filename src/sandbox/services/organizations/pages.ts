import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, usualPageSize } from './assumptions.ts';

export const pages = pager({
  token: 'NextToken',
  limit: 'MaxResults',
  usual: usualPageSize,
  badToken: () => new SandboxFault('InvalidInputException', messages.badToken, 400, { Reason: 'INVALID_NEXT_TOKEN' }),
});
