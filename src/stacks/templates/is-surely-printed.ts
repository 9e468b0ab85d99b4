import type { Reference, Template } from './parse-template.ts';

/** Whether nothing in the template can keep the reference from being printed: no condition, no default. */
export function isSurelyPrinted({ text, outputs }: Template, { offset }: Reference): boolean {
  if (text.includes('{%')) return false;
  const output = outputs.find(({ start, end }) => start <= offset && offset < end);
  return output !== undefined && !/\bdefault\b|\bif\b|\bis\b|\bor\b|\band\b/.test(output.expression);
}
