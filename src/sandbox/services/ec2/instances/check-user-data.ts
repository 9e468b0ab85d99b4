import type { WireValue } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { SandboxFault } from '../../../service.ts';
import { longestUserData, messages } from '../assumptions.ts';
import { invalidValue } from '../faults.ts';

/** Refuses user data that is not in base64, or too long. */
export function checkUserData(value: WireValue | undefined): void {
  const text = textOf(value)?.replace(/\s/g, '') ?? '';
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new SandboxFault('InvalidUserData.Malformed', messages.badUserData);
  }
  if (Buffer.byteLength(text, 'base64') > longestUserData) throw invalidValue(messages.longUserData);
}
