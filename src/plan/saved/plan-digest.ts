import { createHash } from 'node:crypto';
import { isObject } from '../../data/is-object.ts';
import type { SavedPlan } from './saved-plan.ts';

/** The digest of a kept plan's content, in whatever order its members stand. */
export function planDigest({
  digest: _,
  ...content
}: SavedPlan | (Omit<SavedPlan, 'digest'> & { digest?: string })): string {
  const text = JSON.stringify(content, (_name, value: unknown) => (isObject(value) ? inOrder(value) : value));
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function inOrder(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
}
