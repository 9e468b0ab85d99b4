import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { day, messages } from '../assumptions.ts';
import { incorrectState, invalidRequest, notAuthorized, notPermitted } from '../faults.ts';
import { changeImage, ownImage, visibleImage } from './image-lookup.ts';
import { type ImageRecord, imagesTable, type LaunchPermission } from './image-record.ts';
import { lastLaunchedOf } from './image-state.ts';
import { blockPublicAccessOf } from './settings/block-public-access.ts';

type Reader = (record: ImageRecord, context: RequestContext) => WireStructure;

const value = (member: string, text: string | undefined): WireStructure => ({
  [member]: text === undefined ? {} : { Value: text },
});

const readers: Readonly<Record<string, Reader>> = {
  description: ({ image }) => value('Description', image.Description),
  kernel: ({ image }) => value('KernelId', image.KernelId),
  ramdisk: ({ image }) => value('RamdiskId', image.RamdiskId),
  launchPermission: ({ launchPermissions }) => ({ LaunchPermissions: launchPermissions }),
  productCodes: ({ image }) => ({ ProductCodes: image.ProductCodes ?? [] }),
  // EC2 refuses this one even to the owner (aws-cli#1083).
  blockDeviceMapping: () => {
    throw new SandboxFault('AuthFailure', 'Unauthorized attempt to access restricted resource', 401);
  },
  sriovNetSupport: ({ image }) => value('SriovNetSupport', image.SriovNetSupport),
  bootMode: ({ image }) => value('BootMode', image.BootMode),
  tpmSupport: ({ image }) => value('TpmSupport', image.TpmSupport),
  uefiData: ({ uefiData }) => value('UefiData', uefiData),
  lastLaunchedTime: (record, { clock }) => value('LastLaunchedTime', lastLaunchedOf(record, clock)),
  imdsSupport: ({ image }) => value('ImdsSupport', image.ImdsSupport),
  deregistrationProtection: ({ image }) => value('DeregistrationProtection', image.DeregistrationProtection),
};

export function describeImageAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ImageId) ?? '';
  visibleImage(context, id);
  const name = textOf(input.Attribute) ?? '';
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) throw invalidRequest();
  return { ImageId: id, ...read(ownImage(context, id), context) };
}

export function modifyImageAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownImage(context, textOf(input.ImageId) ?? '');
  const attribute = textOf(input.Attribute) ?? impliedAttribute(input);
  const plain = textOf(input.Value);
  if (attribute === 'description') {
    changeImage(context, record, { Description: textOf(structureOf(input.Description).Value) ?? plain ?? '' });
  } else if (attribute === 'imdsSupport') {
    const support = textOf(structureOf(input.ImdsSupport).Value) ?? plain;
    if (support !== 'v2.0') throw invalidRequest();
    changeImage(context, record, { ImdsSupport: support });
  } else if (attribute === 'productCodes') {
    const codes = textsOf(input.ProductCodes).map((ProductCodeId) => ({
      ProductCodeId,
      ProductCodeType: 'marketplace',
    }));
    changeImage(context, record, { ProductCodes: [...(record.image.ProductCodes ?? []), ...codes] });
  } else if (attribute === 'launchPermission') changeLaunchPermissions(input, record, context);
  else throw invalidRequest();
  return {};
}

function impliedAttribute(input: WireStructure): string | undefined {
  if (input.LaunchPermission !== undefined || input.OperationType !== undefined) return 'launchPermission';
  if (input.Description !== undefined) return 'description';
  if (input.ImdsSupport !== undefined) return 'imdsSupport';
  return textsOf(input.ProductCodes).length > 0 ? 'productCodes' : undefined;
}

/** All permissions of the request or none. */
function changeLaunchPermissions(input: WireStructure, record: ImageRecord, context: RequestContext): void {
  const id = record.image.ImageId;
  if (record.image.State === 'disabled') throw incorrectState(messages.imageNotAvailable(id));
  const changes = structureOf(input.LaunchPermission);
  const plain: readonly LaunchPermission[] = [
    ...textsOf(input.UserIds).map((UserId) => ({ UserId: checkItem(UserId, /^\d{12}$/, 'userId') })),
    ...textsOf(input.UserGroups).map((group) => ({ Group: checkGroup(group) })),
    ...textsOf(input.OrganizationArns).map((OrganizationArn) => ({ OrganizationArn })),
    ...textsOf(input.OrganizationalUnitArns).map((OrganizationalUnitArn) => ({ OrganizationalUnitArn })),
  ];
  const removing = textOf(input.OperationType) === 'remove';
  const add = [...readPermissions(changes.Add), ...(removing ? [] : plain)];
  const remove = [...readPermissions(changes.Remove), ...(removing ? plain : [])].map(keyOf);
  if (add.some(({ Group }) => Group === 'all') && blockPublicAccessOf(context) !== 'unblocked') {
    throw notPermitted(messages.publicBlocked);
  }
  const permissions = new Map(record.launchPermissions.map((permission) => [keyOf(permission), permission]));
  for (const permission of add) permissions.set(keyOf(permission), permission);
  for (const key of remove) permissions.delete(key);
  setLaunchPermissions(record, [...permissions.values()], context);
}

function setLaunchPermissions(
  record: ImageRecord,
  launchPermissions: readonly LaunchPermission[],
  context: RequestContext,
): void {
  const isPublic = launchPermissions.some(({ Group }) => Group === 'all');
  const becomesPublic = isPublic && !record.image.Public;
  const deprecation = becomesPublic ? { DeprecationTime: publicDeprecation(record) } : {};
  changeImage(context, record, { Public: isPublic, ...deprecation }, { launchPermissions });
}

/** A public image is deprecated two years after its creation at the latest (documented). */
function publicDeprecation({ image }: ImageRecord): string {
  const latest = new Date(Date.parse(image.CreationDate) + 730 * day).toISOString();
  return image.DeprecationTime !== undefined && image.DeprecationTime < latest ? image.DeprecationTime : latest;
}

function readPermissions(permissions: WireValue | undefined): readonly LaunchPermission[] {
  return structuresOf(permissions).map((permission): LaunchPermission => {
    const { UserId, Group, OrganizationArn, OrganizationalUnitArn } = permission;
    if (UserId !== undefined) return { UserId: checkItem(textOf(UserId) ?? '', /^\d{12}$/, 'userId') };
    if (Group !== undefined) return { Group: checkGroup(textOf(Group) ?? '') };
    const organization = textOf(OrganizationArn);
    const unit = textOf(OrganizationalUnitArn);
    if (organization !== undefined) return { OrganizationArn: organization };
    if (unit !== undefined) return { OrganizationalUnitArn: unit };
    throw invalidRequest();
  });
}

function checkItem(item: string, pattern: RegExp, type: string): string {
  if (pattern.test(item)) return item;
  const message = `Invalid attribute item value "${item}" for ${type} item type.`;
  throw new SandboxFault('InvalidAMIAttributeItemValue', message);
}

function checkGroup(group: string): 'all' {
  if (group === 'all') return group;
  const message = `Invalid attribute item value "${group}" for userGroup item type.`;
  throw new SandboxFault('InvalidAMIAttributeItemValue', message);
}

function keyOf(permission: LaunchPermission): string {
  return JSON.stringify(permission);
}

export function resetImageAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownImage(context, textOf(input.ImageId) ?? '');
  if (textOf(input.Attribute) !== 'launchPermission') throw invalidRequest();
  setLaunchPermissions(record, [], context);
  return {};
}

/** Gives up the account's own permission to launch somebody else's image. */
export function cancelImageLaunchPermission(input: WireStructure, context: RequestContext): WireStructure {
  const record = visibleImage(context, textOf(input.ImageId) ?? '');
  const { ImageId, OwnerId } = record.image;
  const rest = record.launchPermissions.filter(({ UserId }) => UserId !== context.account);
  if (rest.length === record.launchPermissions.length) throw notAuthorized(ImageId);
  const place = { account: OwnerId, region: context.region };
  context.state.table<ImageRecord>(place, imagesTable).set(ImageId, { ...record, launchPermissions: rest });
  return { Return: true };
}
