import { notFound } from '../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler } from '../../service.ts';
import { createOrganization, deleteOrganization, described } from './organization-operations.ts';
import { findOrganization, keepOrganization, type Organization } from './organization-store.ts';

const type = 'AWS::Organizations::Organization';

export const organizationType: ResourceHandler = {
  create(properties, context) {
    createOrganization(properties, context);
    return { status: 'SUCCESS', identifier: findOrganization(context)?.id ?? '' };
  },
  read(identifier, context) {
    const organization = withId(identifier, context);
    if (organization === undefined) return undefined;
    const { Id, Arn, FeatureSet, MasterAccountArn, MasterAccountId, MasterAccountEmail } = described(organization);
    return {
      Id,
      Arn,
      FeatureSet,
      RootId: organization.rootId,
      ManagementAccountArn: MasterAccountArn,
      ManagementAccountId: MasterAccountId,
      ManagementAccountEmail: MasterAccountEmail,
    };
  },
  update(identifier, { FeatureSet }, _previous, context) {
    const organization = withId(identifier, context);
    if (organization === undefined) return notFound(type, identifier);
    const { id, rootId, partition, management } = organization;
    keepOrganization(context.state, management, { id, rootId, partition, featureSet: String(FeatureSet ?? 'ALL') });
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (withId(identifier, context) === undefined) return notFound(type, identifier);
    deleteOrganization({}, context);
    return { status: 'SUCCESS', identifier };
  },
  list(_model, context) {
    const organization = findOrganization(context);
    return organization?.management === context.account ? [{ Id: organization.id }] : [];
  },
};

/** Of an organization only its management account tells. */
function withId(id: string, context: RequestContext): Organization | undefined {
  const organization = findOrganization(context);
  return organization?.id === id && organization.management === context.account ? organization : undefined;
}
