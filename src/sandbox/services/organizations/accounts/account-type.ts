import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { findOrganization, keepAccount } from '../organization-store.ts';
import type { AccountRecord } from '../records.ts';
import { tagging } from '../tagging.ts';
import { accountOf, closeAccount, createAccount } from './account-operations.ts';

const type = 'AWS::Organizations::Account';

/** `AWS::Organizations::Account`: what is deleted is closed, as on AWS, and no longer there for CloudFormation. */
export const accountType: ResourceHandler = {
  create(properties, context) {
    const { CreateAccountStatus: made } = createAccount(properties, context);
    return { status: 'SUCCESS', identifier: String((made as ResourceProperties).AccountId) };
  },
  read(identifier, context) {
    const record = openAccount(identifier, context);
    return record && propertiesOf(record, context);
  },
  update(identifier, properties, _previous, context) {
    const organization = findOrganization(context);
    const record = openAccount(identifier, context);
    if (organization === undefined || record === undefined) return notFound(type, identifier);
    keepAccount(context.state, organization.management, { ...record, tags: tagging.read(properties.Tags) });
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (openAccount(identifier, context) === undefined) return notFound(type, identifier);
    closeAccount({ AccountId: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...(findOrganization(context)?.accounts.values() ?? [])]
      .filter(({ state }) => state === 'ACTIVE')
      .map(({ id }) => ({ AccountId: id })),
};

function openAccount(identifier: string, context: RequestContext): AccountRecord | undefined {
  const record = findOrganization(context)?.accounts.get(identifier);
  return record?.state === 'ACTIVE' ? record : undefined;
}

function propertiesOf(record: AccountRecord, context: RequestContext): ResourceProperties | undefined {
  const organization = findOrganization(context);
  if (organization === undefined) return undefined;
  const { Id, Name, ...rest } = accountOf(organization, record);
  return { AccountId: Id, AccountName: Name, ...rest, ParentIds: [organization.rootId], Tags: record.tags };
}
