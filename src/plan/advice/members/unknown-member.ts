import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import { tagValue } from '../../../catalog/tag-value.ts';
import { suggest } from '../../../data/suggest.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { MemberStep } from '../../outline/member-steps.ts';
import type { NamedMember } from './named-member.ts';
import { writtenMember } from './written-member.ts';

/** A step that leads nowhere, and what it was to lead into. */
interface Nowhere {
  readonly member: string;
  readonly around: DocumentedShape;
  /** The steps that lead there. */
  readonly before: readonly MemberStep[];
}

/**
 * What is wrong with naming a member of a JSON column: it is not among those that AWS's own documents give the structure, or the structure
 * is an element of a list. Undefined where it may be there: nothing is said of what the documents leave open.
 */
export function unknownMember({ column, steps, shape, resource }: NamedMember): SkyqlError | undefined {
  const found = firstNowhere(shape, steps);
  if (found === undefined) return undefined;
  const { member, around, before } = found;
  const place = before.length === 0 ? `${column} of ${resource}` : `${writtenMember(column, before)} of ${resource}`;
  if (around.kind === 'list') {
    const first = writtenMember(column, [...before, 0, member], '->>');
    return new SkyqlError('UNKNOWN_MEMBER', `${place} is a list, which has no member ${member}.`, {
      hint: `Name the element that is meant, ${first}, or take all of them, json_each(${writtenMember(column, before)}).`,
      scope: { service: resource },
    });
  }
  const members = around.members().map(({ name }) => name);
  const near = suggest(member, members);
  const meant = near.length === 0 ? '' : `Did you mean ${near.join(' or ')}? `;
  return new SkyqlError('UNKNOWN_MEMBER', `There is no member ${member} in ${place}.`, {
    hint: `${meant}It has ${members.slice(0, mostMembers).join(', ')}${members.length > mostMembers ? ' and others' : ''}.`,
    scope: { service: resource },
  });
}

const mostMembers = 12;

function firstNowhere(shape: DocumentedShape, steps: readonly MemberStep[]): Nowhere | undefined {
  let around: DocumentedShape | undefined = shape;
  for (const [index, step] of steps.entries()) {
    if (around === undefined) return undefined;
    const isName = typeof step === 'string';
    if (around.kind === 'list' && isName) {
      return tagValue(around) !== undefined ? undefined : { member: step, around, before: steps.slice(0, index) };
    }
    if (around.kind === 'structure') {
      const members = around.members();
      if (!isName || members.length === 0) return undefined;
      const member = members.find(({ name }) => name === step);
      if (member === undefined && around.isOpen !== true)
        return { member: step, around, before: steps.slice(0, index) };
      around = member?.shape;
    } else around = around.element();
  }
  return undefined;
}
