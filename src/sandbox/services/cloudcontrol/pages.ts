import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { defaultRequestsPage, defaultResourcesPage, malformedNextToken } from './assumptions.ts';

const members = { token: 'NextToken', limit: 'MaxResults' };

export const pages = {
  ListResourceRequests: pager({
    ...members,
    usual: defaultRequestsPage,
    badToken: () => new SandboxFault('ValidationException', malformedNextToken),
  }),
  ListResources: pager({
    ...members,
    usual: defaultResourcesPage,
    badToken: () => new SandboxFault('InvalidRequestException', malformedNextToken),
  }),
};
