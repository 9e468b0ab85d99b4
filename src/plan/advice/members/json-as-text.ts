import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import { shapeInside } from '../../../catalog/shape-inside.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { MemberStep } from '../../outline/member-steps.ts';
import type { NamedMember } from './named-member.ts';
import { writtenMember } from './written-member.ts';

/**
 * What is wrong with comparing the text of a member's JSON with a text: that of a JSON string stands in quotes, that of an object in
 * brackets. Undefined of numbers, and where AWS's documents do not say what it is.
 */
export function jsonAsText({ column, steps, shape, resource }: NamedMember): SkyqlError | undefined {
  const value = leafOf(shape, steps);
  const member = writtenMember(column, steps);
  if (value === undefined) return undefined;
  const scope = { service: resource };
  if (value !== 'string') {
    return new SkyqlError('JSON_AS_TEXT', `${member} of ${resource} is an ${value}, which equals no text.`, {
      hint: `Name the member that is meant: ${member} ->> 'member'.`,
      scope,
    });
  }
  return new SkyqlError(
    'JSON_AS_TEXT',
    `${member} of ${resource} is JSON, whose text stands in quotes: it equals none without.`,
    {
      hint: `Take its text: ${writtenMember(column, steps, '->>')}.`,
      scope,
    },
  );
}

/** What a value is that must not be taken for its text; undefined of any other, and of what nobody knows. */
function leafOf(shape: DocumentedShape, steps: readonly MemberStep[]): 'string' | 'object' | 'array' | undefined {
  const around = shapeInside(shape, steps);
  if (around?.kind === 'structure') return 'object';
  if (around?.kind === 'list') return 'array';
  return around?.kind === 'value' && around.type === 'string' ? 'string' : undefined;
}
