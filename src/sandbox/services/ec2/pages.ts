import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, pageSize } from './assumptions.ts';
import { invalidValue } from './faults.ts';

/** Who names no number of items gets them all. */
export const pages = pager({
  token: 'NextToken',
  limit: 'MaxResults',
  sizeFor(asked) {
    if (asked < pageSize.least) throw invalidValue(messages.pageTooSmall(asked));
    if (asked > pageSize.most) throw invalidValue(messages.pageTooLarge(asked));
    return asked;
  },
  badToken: () => new SandboxFault('InvalidNextToken', messages.badToken),
  emptyTokenIsNone: true,
});
