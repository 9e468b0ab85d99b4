import type { Shape } from '../../../aws/service-model.ts';

/** Whether the API takes a text for a member of this shape. */
export function fits(text: string, shape: Shape | undefined): boolean {
  if (!shape) return true;
  if (shape.enum && !shape.enum.includes(text)) return false;
  if (text.length < (shape.min ?? 0) || text.length > (shape.max ?? Number.POSITIVE_INFINITY)) return false;
  return shape.pattern === undefined || matches(text, shape.pattern);
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    // A pattern in a dialect that JavaScript does not read says nothing.
    return true;
  }
}
