import { textOf } from '../../kit/members.ts';
import { tagOperations } from '../../kit/tags/tag-operations.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';
import { keepAccount, managedOrganization } from './organization-store.ts';
import { tagging } from './tagging.ts';

/** Of what an organization can tag the sandbox has accounts alone. */
export const accountTags = tagOperations(tagging, {
  find(input, context) {
    const { accounts, management } = managedOrganization(context);
    const record = accounts.get(textOf(input.ResourceId) ?? '');
    if (record === undefined) throw new SandboxFault('TargetNotFoundException', messages.targetNotFound);
    return { tags: record.tags, change: (tags) => keepAccount(context.state, management, { ...record, tags }) };
  },
  tags: 'Tags',
  keys: 'TagKeys',
  listed: (Tags) => ({ Tags }),
});
