import { moneyAmount } from '../data/money-amount.ts';
import { networkAddress } from '../data/network-address.ts';
import type { CompatibleCast } from './compatible-casts.ts';

/** The text of a cast as its type has it; undefined where the type does not take it. */
export function compatibleValue(
  text: string,
  { type, form }: Pick<CompatibleCast, 'type' | 'form'>,
): string | undefined {
  if (type === 'money') return moneyAmount(text);
  // What is compared with a network may be an address.
  if (type !== 'jsonb')
    return networkAddress(text, type) ?? (form === 'compared' ? networkAddress(text, 'inet') : undefined);
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}
