import { resourceArn } from './resource-arn.ts';
import type { AccessPath, MethodDescription, ResourceDescription } from './resource-description.ts';
import { resourceId } from './resource-id.ts';

/** What has to be allowed for one kind of call that a statement makes. */
export interface NeededPermissions {
  /** `aws.ec2.images`. */
  readonly resource: string;
  /** The method that is called: `images_Describe`. */
  readonly method: string;
  /** In the language of policies: `ec2:DescribeImages`. */
  readonly actions: readonly string[];
  /** Of which actions these ARNs are enough: all that the calls are about. Any resource unless given. */
  readonly limitedTo?: { readonly actions: readonly string[]; readonly arns: readonly string[] };
  /** Why the actions are not certain. */
  readonly note?: string;
}

/** One resource, by the parts of its identifier. */
export interface Identified {
  readonly identifier: readonly string[];
  readonly region: string;
}

/** What a call of a method, or of an access path, needs. `identified` are the resources that it is about, where all of them are known. */
export function callPermissions(
  description: ResourceDescription,
  call: Pick<MethodDescription & AccessPath, 'permissions' | 'permissionsNote'> & { readonly method: string },
  identified?: readonly Identified[],
): NeededPermissions {
  const limitedTo = identified === undefined ? undefined : allowedArns(description, call.permissions, identified);
  return {
    resource: resourceId(description),
    method: call.method,
    actions: call.permissions,
    ...(limitedTo && { limitedTo }),
    ...(call.permissionsNote !== undefined && { note: call.permissionsNote }),
  };
}

function allowedArns(
  description: ResourceDescription,
  permissions: readonly string[],
  identified: readonly Identified[],
): NeededPermissions['limitedTo'] {
  const allowed = new Set(description.arn?.actions.map((action) => action.toLowerCase()));
  const actions = permissions.filter((action) => allowed.has(action.toLowerCase()));
  if (actions.length === 0 || identified.length === 0) return undefined;
  const arns = new Set<string>();
  for (const { identifier, region } of identified) {
    const arn = resourceArn(description, identifier, region);
    if (arn === undefined) return undefined;
    arns.add(arn);
  }
  return { actions, arns: [...arns].sort() };
}
