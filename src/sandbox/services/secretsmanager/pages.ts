import { pager } from '../../kit/pages/pager.ts';
import { SandboxFault } from '../../service.ts';
import { messages, usualPageSizes } from './assumptions.ts';

const members = {
  token: 'NextToken',
  limit: 'MaxResults',
  badToken: () => new SandboxFault('InvalidNextTokenException', messages.badToken, 400),
};

export const pages = {
  ListSecrets: pager({ ...members, usual: usualPageSizes.secrets }),
  ListSecretVersionIds: pager({ ...members, usual: usualPageSizes.versions }),
  BatchGetSecretValue: pager({ ...members, usual: usualPageSizes.values }),
};
