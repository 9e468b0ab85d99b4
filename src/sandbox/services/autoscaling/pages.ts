import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, usualPageSize } from './assumptions.ts';

export const pages = pager({
  token: 'NextToken',
  limit: 'MaxRecords',
  usual: usualPageSize,
  badToken: () => new SandboxFault('InvalidNextToken', messages.badToken),
});
