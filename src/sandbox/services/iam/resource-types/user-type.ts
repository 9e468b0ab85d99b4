import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import { present, textOf, textsOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { identities, keyOf, setUser, userNamed } from '../iam-store.ts';
import { checkAttachable } from '../policies/check-attachable.ts';
import type { UserRecord } from '../records.ts';
import { tagging } from '../tags.ts';
import { createUser, deleteUser, updateUser } from '../users/users.ts';
import { inlinePolicies, policiesProperty } from './inline-policies.ts';

const type = 'AWS::IAM::User';

export const userType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.UserName) ?? context.state.identifier('user-', 12);
    const further = furtherOf(properties, context);
    const { Path, PermissionsBoundary, Tags } = properties;
    createUser({ ...present({ Path, PermissionsBoundary, Tags }), UserName: name }, context);
    const record = identities(context).users.get(keyOf(name));
    if (record !== undefined) setUser({ ...record, ...further }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = identities(context).users.get(keyOf(identifier));
    return record && propertiesOf(record);
  },
  update(identifier, properties, _previous, context) {
    const { users } = identities(context);
    if (!users.has(keyOf(identifier))) return notFound(type, identifier);
    const boundary = textOf(properties.PermissionsBoundary);
    if (boundary !== undefined) checkAttachable(boundary, context);
    const further = furtherOf(properties, context);
    updateUser({ UserName: identifier, NewPath: properties.Path ?? '/' }, context);
    const { user } = userNamed(identifier, context);
    setUser({ user, ...present({ boundary }), ...further, tags: tagging.read(properties.Tags) }, context);
    return { status: 'SUCCESS', identifier };
  },
  /** CloudFormation takes the policies of a user away with it. */
  delete(identifier, context) {
    const record = identities(context).users.get(keyOf(identifier));
    if (record === undefined) return notFound(type, identifier);
    setUser({ ...record, attached: [], inline: [] }, context);
    deleteUser({ UserName: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) => [...identities(context).users.values()].map(({ user }) => ({ UserName: user.UserName })),
};

type Further = Pick<UserRecord, 'attached' | 'inline' | 'groups' | 'signsIn'>;

function furtherOf(properties: ResourceProperties, context: RequestContext): Further {
  const attached = textsOf(properties.ManagedPolicyArns);
  for (const arn of attached) checkAttachable(arn, context);
  const { LoginProfile } = properties;
  return {
    attached,
    inline: inlinePolicies(properties),
    groups: textsOf(properties.Groups),
    ...(isStructure(LoginProfile) && { signsIn: { mustReset: LoginProfile.PasswordResetRequired === true } }),
  };
}

function propertiesOf({ user, boundary, attached, inline, groups, signsIn, tags }: UserRecord): ResourceProperties {
  return present({
    UserName: user.UserName,
    Arn: user.Arn,
    Path: user.Path,
    PermissionsBoundary: boundary,
    ManagedPolicyArns: attached.length === 0 ? undefined : attached,
    Policies: policiesProperty(inline),
    Groups: groups.length === 0 ? undefined : groups,
    LoginProfile: signsIn && { PasswordResetRequired: signsIn.mustReset },
    Tags: tags.length === 0 ? undefined : tags,
  });
}
