import { shapeInside } from '../../../catalog/shape-inside.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { NamedMember } from './named-member.ts';
import { writtenMember } from './written-member.ts';

/** What is wrong with sorting by a number of JSON as the text that it is there: 100 comes before 20. Undefined of all but numbers. */
export function numberAsText({ column, steps, shape, resource }: NamedMember): SkyqlError | undefined {
  const around = shapeInside(shape, steps);
  if (around?.type !== 'integer' && around?.type !== 'number') return undefined;
  const member = writtenMember(column, steps, '->>');
  return new SkyqlError('TEXT_ORDER', `${member} of ${resource} is a number, sorted as a text: 100 comes before 20.`, {
    hint: `Sort by the number: (${member})::${around.type === 'integer' ? 'BIGINT' : 'DOUBLE'}.`,
    scope: { service: resource },
  });
}
