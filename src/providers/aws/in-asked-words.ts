import type { WireValue } from '../../aws/service-model.ts';
import { isSameThing } from './same-thing.ts';

/**
 * What an answer says in the words in which it was asked for: a name is told as an ARN, and whoever asked looks it up by the name.
 * Something else stays as it is told; nothing is what was asked for, where that was one thing.
 */
export function inAskedWords(told: WireValue | undefined, asked: WireValue | undefined): WireValue | undefined {
  const isTold = told !== undefined && told !== null;
  if (!Array.isArray(asked)) return isTold && !isSameThing(told, asked) ? told : (asked ?? told);
  if (!isTold) return asked.length === 1 ? asked[0] : told;
  if (asked.includes(told)) return told;
  return asked.find((own: WireValue) => isSameThing(told, own)) ?? told;
}
