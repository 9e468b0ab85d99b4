import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, textOf, timeOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { day, messages } from '../assumptions.ts';
import { incorrectState, invalidValue, missingParameter } from '../faults.ts';
import { changeImage, ownImage, ownImages } from './image-lookup.ts';
import type { ImageRecord } from './image-record.ts';
import { stateOf } from './image-state.ts';

const imageOf = (input: WireStructure, context: RequestContext) => ownImage(context, textOf(input.ImageId) ?? '');

export function enableImage(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  if (record.image.State !== 'disabled') throw incorrectState(messages.imageNotDisabled(record.image.ImageId));
  changeImage(context, record, { State: 'available' });
  return { Return: true };
}

/** A disabled image is nobody else's any more. */
export function disableImage(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  const state = stateOf(record, context.clock);
  if (state !== 'available') throw incorrectState(messages.imageNotReady(record.image.ImageId, state));
  changeImage(context, record, { State: 'disabled', Public: false }, { launchPermissions: [] });
  return { Return: true };
}

const minute = 60_000;

export function enableImageDeprecation(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  const asked = timeOf(input.DeprecateAt);
  if (asked === undefined) throw missingParameter('DeprecateAt');
  // "EC2 rounds the seconds to the nearest minute."
  const time = Math.round(asked / minute) * minute;
  if (time < context.now - minute) throw invalidValue(messages.deprecationPast);
  const latest = record.image.Public ? Date.parse(record.image.CreationDate) + 730 * day : context.now + 3652 * day;
  if (time > latest) throw invalidValue(messages.deprecationTooLate);
  changeImage(context, record, { DeprecationTime: isoTime(time) });
  return { Return: true };
}

export function disableImageDeprecation(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  const { DeprecationTime: _, ...image } = record.image;
  ownImages(context).set(image.ImageId, { ...record, image });
  return { Return: true };
}

export function enableDeregistrationProtection(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  const protection = flagOf(input.WithCooldown) ? 'enabled-with-cooldown' : 'enabled-without-cooldown';
  change(record, protection, undefined, context);
  return { Return: 'true' };
}

export function disableDeregistrationProtection(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageOf(input, context);
  const cools = record.image.DeregistrationProtection === 'enabled-with-cooldown';
  change(record, 'disabled', cools ? context.now : record.cooldownStart, context);
  return { Return: 'true' };
}

function change(
  record: ImageRecord,
  protection: string,
  cooldownStart: number | undefined,
  context: RequestContext,
): void {
  const { cooldownStart: _, ...rest } = record;
  const cooldown = cooldownStart === undefined ? {} : { cooldownStart };
  changeImage(context, { ...rest, ...cooldown }, { DeregistrationProtection: protection });
}
