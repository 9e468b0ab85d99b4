import { percentEncode } from '../../../../aws/protocols/percent-encoding.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { invalidArgument } from '../faults.ts';

/** How a list writes keys: plain, or escaped as in forms for those who ask, since XML cannot hold every character. */
export function encoderOf(input: WireStructure): (text: string) => string {
  const type = textOf(input.EncodingType);
  if (type === undefined) return (text) => text;
  if (type !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
  return (text) => text.split('/').map(percentEncode).join('/').replaceAll('%20', '+').replaceAll('%2A', '*');
}
