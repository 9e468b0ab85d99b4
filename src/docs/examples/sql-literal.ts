import type { Sample } from '../../cloudformation/samples/sample-property.ts';
import { quoteLiteral } from '../../data/quote.ts';

/** A value as SQL writes it; objects and lists as JSON text, which skyql opens. */
export function sqlLiteral(value: Sample): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return quoteLiteral(typeof value === 'string' ? value : jsonText(value));
}

/** On one line while that is short. */
function jsonText(value: Sample): string {
  const line = JSON.stringify(value);
  return line.length <= 100 ? line : JSON.stringify(value, undefined, 2);
}
