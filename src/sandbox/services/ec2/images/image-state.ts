import type { Clock } from '../../../service.ts';
import { launchReportDelay, protectionCooldown } from '../assumptions.ts';
import type { ImageRecord, ImageState } from './image-record.ts';

export function stateOf(record: ImageRecord, clock: Clock): ImageState {
  const { making } = record;
  return making && clock.progress(making.start, making.milliseconds) < 1 ? 'pending' : record.image.State;
}

/** What EC2 reports as the last launch: launches show a day later. */
export function lastLaunchedOf(record: ImageRecord, clock: Clock): string | undefined {
  const { launched } = record;
  return launched !== undefined && clock.progress(launched, launchReportDelay) >= 1
    ? new Date(launched).toISOString()
    : record.image.LastLaunchedTime;
}

export function isProtected(record: ImageRecord, clock: Clock): boolean {
  if ((record.image.DeregistrationProtection ?? 'disabled') !== 'disabled') return true;
  return record.cooldownStart !== undefined && clock.progress(record.cooldownStart, protectionCooldown) < 1;
}

export function isDeprecated(record: ImageRecord, now: number): boolean {
  const { DeprecationTime } = record.image;
  return DeprecationTime !== undefined && Date.parse(DeprecationTime) <= now;
}
