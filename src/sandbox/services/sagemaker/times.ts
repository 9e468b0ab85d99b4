import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { timeOf } from '../../kit/members.ts';

interface Timed {
  readonly CreationTime: string;
  readonly LastModifiedTime: string;
}

/** Whether an item was made and changed in the times that a list request asks for; both ends belong to them. */
export function fitsTimes(item: Timed, input: WireStructure, modifiedPrefix = 'LastModifiedTime'): boolean {
  return (
    isBetween(item.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
    isBetween(item.LastModifiedTime, input[`${modifiedPrefix}After`], input[`${modifiedPrefix}Before`])
  );
}

function isBetween(time: string, after: WireValue | undefined, before: WireValue | undefined): boolean {
  const at = Date.parse(time);
  return at >= (timeOf(after) ?? Number.NEGATIVE_INFINITY) && at <= (timeOf(before) ?? Number.POSITIVE_INFINITY);
}
