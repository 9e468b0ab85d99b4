import { isStructure } from '../../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../../aws/service-model.ts';
import { structureOf } from '../../../../kit/members.ts';
import { textsIn } from './texts-in.ts';

/** Whether a policy of a resource lets everybody in: it allows `*`, under no condition. */
export function isPublicPolicy(text: string): boolean {
  const { Statement } = structureOf(JSON.parse(text) as WireValue);
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).filter(isStructure);
  return statements.some(
    ({ Effect, Principal, Condition }: WireStructure) =>
      Effect === 'Allow' && Condition === undefined && isEverybody(Principal),
  );
}

function isEverybody(principal: WireValue | undefined): boolean {
  return principal === '*' || (isStructure(principal) && textsIn(principal.AWS ?? undefined).includes('*'));
}
