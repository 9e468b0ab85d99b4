import type { Sample } from '../../cloudformation/samples/sample-property.ts';

/** A value as SQL writes it; objects and lists as JSON text, which skyql opens. */
export function sqlLiteral(value: Sample): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return quotedText(typeof value === 'string' ? value : jsonText(value));
}

export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** On one line while that is short. */
function jsonText(value: Sample): string {
  const line = JSON.stringify(value);
  return line.length <= 100 ? line : JSON.stringify(value, undefined, 2);
}
