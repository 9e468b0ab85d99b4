import { present, structureOf, textOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler } from '../../../service.ts';
import { identities, keyOf, setRole } from '../iam-store.ts';
import type { RoleRecord } from '../records.ts';
import { serviceLinkedPath } from '../roles/roles.ts';
import { createServiceLinkedRole, deleteServiceLinkedRole } from '../roles/service-linked-roles.ts';

const type = 'AWS::IAM::ServiceLinkedRole';

export const serviceLinkedRoleType: ResourceHandler = {
  create(properties, context) {
    const { Role } = createServiceLinkedRole(properties, context);
    return { status: 'SUCCESS', identifier: textOf(structureOf(Role).RoleName) ?? '' };
  },
  read(identifier, context) {
    const role = linkedRole(identifier, context)?.role;
    const service = role?.Path.slice(serviceLinkedPath.length, -1);
    const suffix = /_(.+)$/.exec(role?.RoleName ?? '')?.[1];
    return role && present({ ...pick(role), AWSServiceName: service, CustomSuffix: suffix });
  },
  update(identifier, properties, _previous, context) {
    const record = linkedRole(identifier, context);
    if (record === undefined) return notFound(type, identifier);
    const { Description: _, ...role } = record.role;
    setRole({ ...record, role: { ...role, ...present({ Description: textOf(properties.Description) }) } }, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (linkedRole(identifier, context) === undefined) return notFound(type, identifier);
    deleteServiceLinkedRole({ RoleName: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...identities(context).roles.values()]
      .filter(({ role }) => role.Path.startsWith(serviceLinkedPath))
      .map(({ role }) => ({ RoleName: role.RoleName })),
};

function linkedRole(name: string, context: RequestContext): RoleRecord | undefined {
  const record = identities(context).roles.get(keyOf(name));
  return record?.role.Path.startsWith(serviceLinkedPath) ? record : undefined;
}

function pick({ RoleName, Description }: RoleRecord['role']) {
  return { RoleName, Description };
}
