import { javaPattern } from '../../../aws/java-pattern.ts';
import type { Shape } from '../../../aws/service-model.ts';
import { matchesInTime } from '../../../data/match-in-time.ts';

/** Whether the API takes a text for a member of this shape. */
export function fits(text: string, shape: Shape | undefined): boolean {
  if (!shape) return true;
  if (shape.enum && !shape.enum.includes(text)) return false;
  if (text.length < (shape.min ?? 0) || text.length > (shape.max ?? Number.POSITIVE_INFINITY)) return false;
  const expression = shape.pattern === undefined ? undefined : javaPattern(shape.pattern);
  return expression === undefined || matchesInTime(expression, text) === true;
}
