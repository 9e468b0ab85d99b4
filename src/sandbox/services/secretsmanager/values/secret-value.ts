import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { limits, messages } from '../assumptions.ts';
import { invalidParameter, validation } from '../faults.ts';
import type { SecretValue } from '../secrets/secret-record.ts';

/** The value that a request brings, if any. */
export function valueIn(input: WireStructure): SecretValue | undefined {
  const text = textOf(input.SecretString);
  const bytes = input.SecretBinary instanceof Uint8Array ? input.SecretBinary : undefined;
  if (text !== undefined && bytes !== undefined) throw invalidParameter(messages.twoValues);
  if (text !== undefined) {
    if (Buffer.byteLength(text) > limits.valueBytes) throw validation(messages.tooLong('secretString'));
    return { text };
  }
  if (bytes === undefined) return undefined;
  if (bytes.length > limits.valueBytes) throw validation(messages.tooLong('secretBinary'));
  return { bytes };
}

/** As an answer shows it. */
export function shownValue(value: SecretValue): WireStructure {
  return 'text' in value ? { SecretString: value.text } : { SecretBinary: value.bytes };
}

export function isSameValue(left: SecretValue, right: SecretValue): boolean {
  if ('text' in left) return 'text' in right && left.text === right.text;
  return 'bytes' in right && Buffer.compare(left.bytes, right.bytes) === 0;
}
