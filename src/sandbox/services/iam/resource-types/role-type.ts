import { numberOf, present, textOf, textsOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { identities, keyOf, setRole } from '../iam-store.ts';
import { checkAttachable } from '../policies/check-attachable.ts';
import { checkPolicy } from '../policies/grammar/check-policy.ts';
import { policyJson, policyText } from '../policies/policy-document.ts';
import type { RoleRecord } from '../records.ts';
import { changeableRole, createRole, deleteRole } from '../roles/roles.ts';
import { tagging } from '../tags.ts';
import { inlinePolicies, policiesProperty } from './inline-policies.ts';

const type = 'AWS::IAM::Role';

export const roleType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.RoleName) ?? context.state.identifier('role-', 12);
    const further = furtherOf(properties, context);
    const { Path, Description, MaxSessionDuration, PermissionsBoundary, Tags } = properties;
    const given = { Path, Description, MaxSessionDuration, PermissionsBoundary, Tags };
    const trust = policyText(properties.AssumeRolePolicyDocument);
    createRole({ ...present(given), RoleName: name, AssumeRolePolicyDocument: trust }, context);
    const record = identities(context).roles.get(keyOf(name));
    if (record !== undefined) setRole({ ...record, ...further }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = identities(context).roles.get(keyOf(identifier));
    return record && propertiesOf(record);
  },
  update(identifier, properties, _previous, context) {
    if (!identities(context).roles.has(keyOf(identifier))) return notFound(type, identifier);
    const { boundary: _, ...record } = changeableRole({ RoleName: identifier }, context);
    const trustPolicy = policyText(properties.AssumeRolePolicyDocument);
    checkPolicy(trustPolicy, 'trust');
    const boundary = textOf(properties.PermissionsBoundary);
    if (boundary !== undefined) checkAttachable(boundary, context);
    const { Description: __, ...role } = record.role;
    setRole(
      {
        ...record,
        role: {
          ...role,
          ...present({ Description: textOf(properties.Description) }),
          MaxSessionDuration: numberOf(properties.MaxSessionDuration) ?? 3_600,
        },
        trustPolicy,
        ...present({ boundary }),
        ...furtherOf(properties, context),
        tags: tagging.read(properties.Tags),
      },
      context,
    );
    return { status: 'SUCCESS', identifier };
  },
  /** CloudFormation takes the policies of a role away with it. */
  delete(identifier, context) {
    if (!identities(context).roles.has(keyOf(identifier))) return notFound(type, identifier);
    const record = changeableRole({ RoleName: identifier }, context);
    setRole({ ...record, attached: [], inline: [] }, context);
    deleteRole({ RoleName: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) => [...identities(context).roles.values()].map(({ role }) => ({ RoleName: role.RoleName })),
};

function furtherOf(properties: ResourceProperties, context: RequestContext): Pick<RoleRecord, 'attached' | 'inline'> {
  const attached = textsOf(properties.ManagedPolicyArns);
  for (const arn of attached) checkAttachable(arn, context);
  return { attached, inline: inlinePolicies(properties) };
}

function propertiesOf({ role, trustPolicy, boundary, attached, inline, tags }: RoleRecord): ResourceProperties {
  return present({
    RoleName: role.RoleName,
    RoleId: role.RoleId,
    Arn: role.Arn,
    Path: role.Path,
    AssumeRolePolicyDocument: policyJson(trustPolicy),
    Description: role.Description,
    MaxSessionDuration: role.MaxSessionDuration,
    PermissionsBoundary: boundary,
    ManagedPolicyArns: attached.length === 0 ? undefined : attached,
    Policies: policiesProperty(inline),
    Tags: tags.length === 0 ? undefined : tags,
  });
}
