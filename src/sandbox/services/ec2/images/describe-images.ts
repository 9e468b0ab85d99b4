import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, numberOf, structuresOf, textsOf } from '../../../kit/members.ts';
import type { NamedTables } from '../../../kit/pages/records-after.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { deprecatedShownById, deregisteredAnsweredFor, disabledShownById, messages } from '../assumptions.ts';
import { imagesNotFound, invalidCombination, invalidValue } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { type InstanceRecord, instancesTable } from '../instances/instance-record.ts';
import { pages } from '../pages.ts';
import { imageFilterFields } from './image-filters.ts';
import { type DeregisteredImage, deregisteredTable, foreignTables, isSharedWith, ownImages } from './image-lookup.ts';
import type { ImageRecord } from './image-record.ts';
import { isDeprecated } from './image-state.ts';
import { type ImageView, imageView } from './image-view.ts';

type Accepts = (record: ImageRecord) => boolean;

export function describeImages(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('imageIdsSet'));
  }
  checkIds('ami-', ids);
  const view = imageView(context);
  const owned = compileOwners(textsOf(input.Owners), context.account);
  refuseDisabledAlone(input);
  const executable = compileExecutableUsers(textsOf(input.ExecutableUsers), context.account);
  const filtered = compileFilters(input, imageFilterFields(view), view.tagsOf);
  const shown = compileShown(input, ids.length > 0, view, context);
  const mayLaunch: Accepts = (record) =>
    record.image.OwnerId === context.account || isSharedWith(record, context.account);
  const accepts: Accepts = (record) =>
    mayLaunch(record) && owned(record) && shown(record) && executable(record) && filtered(record);
  if (ids.length > 0) return { Images: imagesById(ids, context).filter(accepts).map(view.show) };
  const page = pages.ofTables('images', candidateImages(textsOf(input.Owners), context), accepts, input);
  return { Images: page.items.map(view.show), NextToken: page.nextToken };
}

/** A filter by the state `disabled` asks for what is left out unless the request takes it in. */
function refuseDisabledAlone({ Filters, IncludeDisabled }: WireStructure): void {
  const isAsked = structuresOf(Filters).some(
    ({ Name, Values }) => Name === 'state' && textsOf(Values).includes('disabled'),
  );
  if (isAsked && flagOf(IncludeDisabled) !== true) throw invalidValue(messages.disabledAlone);
}

/** The images of the accounts that `Owners` leaves, those that nobody shares too. */
function candidateImages(owners: readonly string[], context: RequestContext): NamedTables<ImageRecord> {
  const accounts = owners.every((owner) => owner === 'self' || /^\d+$/.test(owner))
    ? owners.map((owner) => (owner === 'self' ? context.account : owner))
    : [];
  const wanted = (account: string) => accounts.length === 0 || accounts.includes(account);
  const own = wanted(context.account) ? [[context.account, ownImages(context)] as const] : [];
  if (accounts.length > 0 && accounts.every((account) => account === context.account)) return own;
  return [...own, ...[...foreignTables(context)].filter(([account]) => wanted(account))];
}

function imagesById(ids: readonly string[], context: RequestContext): readonly ImageRecord[] {
  const foreign: readonly Table<ImageRecord>[] = [...foreignTables(context)].map(([, table]) => table);
  const find = (id: string) => {
    const own = ownImages(context).get(id);
    if (own) return own;
    const record = foreign.find((table) => table.has(id))?.get(id);
    return record && isSharedWith(record, context.account) ? record : undefined;
  };
  const unique = [...new Set(ids)];
  const found = unique.map(find).filter((record) => record !== undefined);
  const missing = unique.filter((id) => find(id) === undefined && !isStillReferenced(id, context));
  if (missing.length > 0) throw imagesNotFound(missing);
  return found;
}

/** A deregistered image is answered with nothing, not with an error, for some days, and as long as instances run it. */
function isStillReferenced(id: string, context: RequestContext): boolean {
  const deregistered = context.table<DeregisteredImage>(deregisteredTable).get(id);
  if (deregistered === undefined) return false;
  if (context.now - deregistered.time < deregisteredAnsweredFor) return true;
  for (const { instance, state } of context.table<InstanceRecord>(instancesTable).values()) {
    if (instance.ImageId === id && state !== 'terminated') return true;
  }
  return false;
}

function compileShown(input: WireStructure, byId: boolean, view: ImageView, context: RequestContext): Accepts {
  const includeDeprecated = flagOf(input.IncludeDeprecated) === true || (byId && deprecatedShownById);
  const includeDisabled = flagOf(input.IncludeDisabled) === true || (byId && disabledShownById);
  return (record) => {
    const own = record.image.OwnerId === context.account;
    if (!includeDisabled && record.image.State === 'disabled') return false;
    if (!own && !includeDeprecated && isDeprecated(record, context.now)) return false;
    return !view.allowed.enforced || view.allowed.meets(record.image);
  };
}

const ownerAliases = ['amazon', 'aws-marketplace', 'aws-backup-vault'];

function compileOwners(owners: readonly string[], account: string): Accepts {
  if (owners.length === 0) return () => true;
  const wanted = new Set(owners.map((owner) => (owner === 'self' ? account : checkUser(owner, ownerAliases))));
  return ({ image }) =>
    wanted.has(image.OwnerId) || (image.ImageOwnerAlias !== undefined && wanted.has(image.ImageOwnerAlias));
}

function compileExecutableUsers(users: readonly string[], account: string): Accepts {
  if (users.length === 0) return () => true;
  const wanted = new Set(users.map((user) => (user === 'self' ? account : checkUser(user, ['all']))));
  return ({ launchPermissions }) =>
    launchPermissions.some(({ Group, UserId }) =>
      Group === 'all' ? wanted.has('all') : UserId !== undefined && wanted.has(UserId),
    );
}

function checkUser(user: string, words: readonly string[]): string {
  if (words.includes(user) || /^\d{12}$/.test(user)) return user;
  throw new SandboxFault('InvalidUserID.Malformed', messages.badUser(user));
}
