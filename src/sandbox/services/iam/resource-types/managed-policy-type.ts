import { present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { limits } from '../assumptions.ts';
import { identities, policyOf, roleNamed, rolesWith, setRole, setUser, userNamed, usersWith } from '../iam-store.ts';
import { createPolicy, createPolicyVersion, deletePolicy, policySummary } from '../policies/policies.ts';
import { policyJson, policyText } from '../policies/policy-document.ts';
import type { PolicyHolder, PolicyRecord } from '../records.ts';

const type = 'AWS::IAM::ManagedPolicy';

export const managedPolicyType: ResourceHandler = {
  create(properties, context) {
    const PolicyName = textOf(properties.ManagedPolicyName) ?? context.state.identifier('managed-policy-', 12);
    const PolicyDocument = policyText(properties.PolicyDocument);
    for (const role of textsOf(properties.Roles)) roleNamed(role, context);
    for (const user of textsOf(properties.Users)) userNamed(user, context);
    const given = present({ Path: properties.Path, Description: properties.Description });
    const arn = textOf(structureOf(createPolicy({ ...given, PolicyName, PolicyDocument }, context).Policy).Arn) ?? '';
    attachTo(properties, arn, context);
    return { status: 'SUCCESS', identifier: arn };
  },
  read(identifier, context) {
    const record = policyOf(identifier, context);
    return record && propertiesOf(record, context);
  },
  /** A changed document is a new version; of five the oldest makes room for it. */
  update(identifier, properties, _previous, context) {
    const { policies } = identities(context);
    const record = policies.get(identifier);
    if (record === undefined) return notFound(type, identifier);
    const PolicyDocument = policyText(properties.PolicyDocument);
    if (JSON.stringify(policyJson(PolicyDocument)) !== JSON.stringify(policyJson(defaultDocument(record)))) {
      const spare = record.versions
        .filter(({ id }) => id === record.defaultVersion)
        .concat(record.versions.filter(({ id }) => id !== record.defaultVersion).slice(-(limits.policyVersions - 2)));
      if (record.versions.length >= limits.policyVersions) policies.set(identifier, { ...record, versions: spare });
      createPolicyVersion({ PolicyArn: identifier, PolicyDocument, SetAsDefault: true }, context);
    }
    attachTo(properties, identifier, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const record = identities(context).policies.get(identifier);
    if (record === undefined) return notFound(type, identifier);
    attachTo({}, identifier, context);
    const versions = record.versions.filter(({ id }) => id === record.defaultVersion);
    identities(context).policies.set(identifier, { ...record, versions });
    deletePolicy({ PolicyArn: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...identities(context).policies.values()].map(({ policy }) => ({ PolicyArn: policy.Arn })),
  tagged(identifier, context) {
    const { policies } = identities(context);
    const record = policies.get(identifier);
    return record && { tags: record.tags, change: (tags) => policies.set(identifier, { ...record, tags }) };
  },
};

/** Attaches a policy to these roles and users, and to no others. */
function attachTo({ Roles, Users }: ResourceProperties, arn: string, context: RequestContext): void {
  const roles = textsOf(Roles).map((name) => roleNamed(name, context));
  const users = textsOf(Users).map((name) => userNamed(name, context));
  for (const record of rolesWith(arn, context)) {
    if (!roles.some(({ role }) => role.RoleName === record.role.RoleName)) setRole(without(record, arn), context);
  }
  for (const record of usersWith(arn, context)) {
    if (!users.some(({ user }) => user.UserName === record.user.UserName)) setUser(without(record, arn), context);
  }
  for (const record of roles) if (!record.attached.includes(arn)) setRole(withAttached(record, arn), context);
  for (const record of users) if (!record.attached.includes(arn)) setUser(withAttached(record, arn), context);
}

function without<Kept extends PolicyHolder>(record: Kept, arn: string): Kept {
  return { ...record, attached: record.attached.filter((other) => other !== arn) };
}

function withAttached<Kept extends PolicyHolder>(record: Kept, arn: string): Kept {
  return { ...record, attached: [...record.attached, arn] };
}

function defaultDocument({ versions, defaultVersion }: PolicyRecord): string {
  return versions.find(({ id }) => id === defaultVersion)?.document ?? '';
}

function propertiesOf(record: PolicyRecord, context: RequestContext): ResourceProperties {
  const { PolicyName, Arn, Tags: _, ...summary } = policySummary(record, context);
  const roles = rolesWith(record.policy.Arn, context).map(({ role }) => role.RoleName);
  return present({
    ...summary,
    PolicyArn: Arn,
    ManagedPolicyName: PolicyName,
    Description: record.policy.Description,
    PolicyDocument: policyJson(defaultDocument(record)),
    Roles: roles.length === 0 ? undefined : roles,
  });
}
