import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import { messages } from './assumptions.ts';
import { invalid } from './faults.ts';

/** The path of a new entity; `/` unless given. */
export function readPath(value: WireValue | undefined): string {
  const path = textOf(value) ?? '/';
  if (!/^\/(?:[!-~]+\/)?$/.test(path)) throw invalid(messages.badPath);
  return path;
}

/** Whether a path begins with the `PathPrefix` of a request. */
export function isUnder(path: string, input: WireStructure): boolean {
  return path.startsWith(textOf(input.PathPrefix) ?? '/');
}
