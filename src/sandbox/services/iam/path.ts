import type { WireValue } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { messages } from './assumptions.ts';
import { invalid } from './faults.ts';

/** The path of a new entity; `/` unless given. */
export function readPath(value: WireValue | undefined): string {
  const path = textOf(value) ?? '/';
  if (!/^\/(?:[!-~]+\/)?$/.test(path)) throw invalid(messages.badPath);
  return path;
}
