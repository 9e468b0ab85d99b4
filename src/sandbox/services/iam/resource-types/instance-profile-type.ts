import { present, textOf, textsOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { ResourceHandler, ResourceProperties } from '../../../service.ts';
import { identities, keyOf, roleNamed, setProfile } from '../iam-store.ts';
import { createInstanceProfile } from '../instance-profiles/instance-profiles.ts';
import type { InstanceProfileRecord } from '../records.ts';

const type = 'AWS::IAM::InstanceProfile';

export const instanceProfileType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.InstanceProfileName) ?? context.state.identifier('instance-profile-', 12);
    const [role] = textsOf(properties.Roles);
    const roleName = role === undefined ? undefined : roleNamed(role, context).role.RoleName;
    createInstanceProfile({ ...present({ Path: properties.Path }), InstanceProfileName: name }, context);
    const record = identities(context).profiles.get(keyOf(name));
    if (record !== undefined) setProfile({ ...record, ...present({ roleName }) }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = identities(context).profiles.get(keyOf(identifier));
    return record && propertiesOf(record);
  },
  update(identifier, properties, _previous, context) {
    const record = identities(context).profiles.get(keyOf(identifier));
    if (record === undefined) return notFound(type, identifier);
    const { roleName: _, ...rest } = record;
    const [role] = textsOf(properties.Roles);
    const roleName = role === undefined ? undefined : roleNamed(role, context).role.RoleName;
    setProfile({ ...rest, ...present({ roleName }) }, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (!identities(context).profiles.delete(keyOf(identifier))) return notFound(type, identifier);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...identities(context).profiles.values()].map(({ profile }) => ({
      InstanceProfileName: profile.InstanceProfileName,
    })),
  tagged(identifier, context) {
    const record = identities(context).profiles.get(keyOf(identifier));
    return record && { tags: record.tags, change: (tags) => setProfile({ ...record, tags }, context) };
  },
};

function propertiesOf({ profile, roleName }: InstanceProfileRecord): ResourceProperties {
  const { InstanceProfileName, Path, Arn } = profile;
  return { InstanceProfileName, Path, Arn, Roles: roleName === undefined ? [] : [roleName] };
}
