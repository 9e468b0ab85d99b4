import type { RequestContext, Table } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { imagesNotFound, imageUnavailable, incorrectState, notAuthorized } from '../faults.ts';
import { checkIds } from '../ids.ts';
import { type ImageRecord, imagesTable } from './image-record.ts';
import { stateOf } from './image-state.ts';
import { ensurePublicImages } from './public/public-images.ts';
import { allowedImages } from './settings/allowed-images.ts';

/** Ids of images that were deregistered, in the place of their owner. */
export const deregisteredTable = 'ec2.deregistered-images';

export interface DeregisteredImage {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export function ownImages(context: RequestContext): Table<ImageRecord> {
  return context.table<ImageRecord>(imagesTable);
}

/** Whether the account may launch somebody else's image. Organizations are unknown to the sandbox: no account is in one. */
export function isSharedWith(record: ImageRecord, account: string): boolean {
  return record.launchPermissions.some(({ Group, UserId }) => Group === 'all' || UserId === account);
}

/** The images of others in the region, account by account, each with whether it may be seen left to the caller. */
export function* foreignTables(context: RequestContext): Generator<readonly [string, Table<ImageRecord>]> {
  ensurePublicImages(context.state, context.region, context.now);
  for (const place of context.state.places(imagesTable)) {
    if (place.region !== context.region || place.account === context.account) continue;
    yield [place.account, context.state.table<ImageRecord>(place, imagesTable)];
  }
}

/** An image that the account owns or may launch, whatever its state. */
export function findVisibleImage(context: RequestContext, id: string): ImageRecord | undefined {
  const own = ownImages(context).get(id);
  if (own) return own;
  for (const [, table] of foreignTables(context)) {
    const record = table.get(id);
    if (record) return isSharedWith(record, context.account) ? record : undefined;
  }
  return undefined;
}

export function visibleImage(context: RequestContext, id: string): ImageRecord {
  checkIds('ami-', [id]);
  const record = findVisibleImage(context, id);
  if (record) return record;
  if (context.table(deregisteredTable).has(id)) throw imageUnavailable(id);
  throw imagesNotFound([id]);
}

/** The image for an operation that only its owner may do. */
export function ownImage(context: RequestContext, id: string): ImageRecord {
  const record = visibleImage(context, id);
  if (record.image.OwnerId !== context.account) throw notAuthorized(id);
  return record;
}

/** The image for a launch, a copy or an export: ready, and allowed by the account's settings. */
export function usableImage(context: RequestContext, id: string): ImageRecord {
  const record = visibleImage(context, id);
  const state = stateOf(record, context.clock);
  if (state !== 'available') throw incorrectState(messages.imageNotReady(id, state));
  const allowed = allowedImages(context);
  if (allowed.enforced && !allowed.meets(record.image)) throw incorrectState(messages.imageNotAllowed(id));
  return record;
}

/** Replaces members of an image that the account owns. */
export function changeImage(
  context: RequestContext,
  record: ImageRecord,
  image: Partial<ImageRecord['image']>,
  bookkeeping: Partial<Omit<ImageRecord, 'image'>> = {},
): void {
  const id = record.image.ImageId;
  ownImages(context).set(id, { ...record, ...bookkeeping, image: { ...record.image, ...image } });
}
