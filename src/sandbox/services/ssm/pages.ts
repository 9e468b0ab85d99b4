import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, usualPageSizes } from './assumptions.ts';

const members = {
  token: 'NextToken',
  limit: 'MaxResults',
  badToken: () => new SandboxFault('InvalidNextToken', messages.badToken, 400),
};

export const pages = {
  DescribeParameters: pager({ ...members, usual: usualPageSizes.describe }),
  GetParameterHistory: pager({ ...members, usual: usualPageSizes.history }),
  GetParametersByPath: pager({ ...members, usual: usualPageSizes.byPath }),
};
