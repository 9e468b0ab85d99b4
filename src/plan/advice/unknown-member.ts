import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { everyElement, type MemberStep } from '../outline/member-steps.ts';

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
export function unknownMember(
  column: string,
  steps: readonly MemberStep[],
  shape: DocumentedShape,
  resource: string,
): SkyqlError | undefined {
  const found = firstNowhere(shape, steps);
  if (found === undefined) return undefined;
  const { member, around, before } = found;
  const place = before.length === 0 ? `${column} of ${resource}` : `${written(column, before)} of ${resource}`;
  if (around.kind === 'list') {
    const first = written(column, [...before, 0, member], '->>');
    return new SkyqlError('UNKNOWN_MEMBER', `${place} is a list, which has no member ${member}.`, {
      hint: `Name the element that is meant, ${first}, or take all of them, json_each(${written(column, before)}).`,
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
      return isTagList(around) ? undefined : { member: step, around, before: steps.slice(0, index) };
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

/**
 * What is wrong with comparing the text of a member's JSON with a text: that of a JSON string stands in quotes, that of an object in
 * brackets. Undefined of numbers, and where AWS's documents do not say what it is.
 */
export function memberAsText(
  column: string,
  steps: readonly MemberStep[],
  shape: DocumentedShape,
  resource: string,
): SkyqlError | undefined {
  const value = leafOf(shape, steps);
  const member = written(column, steps);
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
      hint: `Take its text: ${written(column, steps, '->>')}.`,
      scope,
    },
  );
}

/** What is wrong with sorting by a number of JSON as the text that it is there: 100 comes before 20. Undefined of all but numbers. */
export function numberAsText(
  column: string,
  steps: readonly MemberStep[],
  shape: DocumentedShape,
  resource: string,
): SkyqlError | undefined {
  const around = shapeInside(shape, steps);
  if (around === undefined || around === 'tag' || !(around.type === 'integer' || around.type === 'number'))
    return undefined;
  const member = written(column, steps, '->>');
  return new SkyqlError('TEXT_ORDER', `${member} of ${resource} is a number, sorted as a text: 100 comes before 20.`, {
    hint: `Sort by the number: (${member})::${around.type === 'integer' ? 'BIGINT' : 'DOUBLE'}.`,
    scope: { service: resource },
  });
}

/** What a value is that must not be taken for its text; undefined of any other, and of what nobody knows. */
function leafOf(shape: DocumentedShape, steps: readonly MemberStep[]): 'string' | 'object' | 'array' | undefined {
  const around = shapeInside(shape, steps);
  if (around === 'tag') return 'string';
  if (around?.kind === 'structure') return 'object';
  if (around?.kind === 'list') return 'array';
  return around?.kind === 'value' && around.type === 'string' ? 'string' : undefined;
}

/** What stands inside of a shape; undefined where nobody knows. */
function shapeInside(shape: DocumentedShape, steps: readonly MemberStep[]): DocumentedShape | 'tag' | undefined {
  let around: DocumentedShape | undefined = shape;
  for (const step of steps) {
    if (around?.kind === 'list' && typeof step === 'string') return isTagList(around) ? 'tag' : undefined;
    around =
      around?.kind === 'structure' ? around.members().find(({ name }) => name === step)?.shape : around?.element();
  }
  return around;
}

/** The values that a member has by AWS's documents; none where it takes any. */
export function valuesInside(shape: DocumentedShape, steps: readonly MemberStep[]): readonly string[] {
  const around = shapeInside(shape, steps);
  return around === undefined || around === 'tag' || around.kind !== 'value' ? [] : around.values;
}

/** Lists of Key and Value answer for the values of their keys, as the maps of other services do. */
function isTagList(list: DocumentedShape): boolean {
  const names =
    list
      .element()
      ?.members()
      .map(({ name }) => name.toLowerCase()) ?? [];
  return names.some((name) => name.endsWith('key')) && names.some((name) => name.endsWith('value'));
}

/** `column -> 0 -> 'Ebs'`; where each element of a list is gone into, `column -> '$[*].Ebs'`. */
export function written(column: string, steps: readonly MemberStep[], operator: '->' | '->>' = '->'): string {
  if (steps.includes(everyElement)) return `${column} ${operator} '$${steps.map(pathStep).join('')}'`;
  return steps.reduce<string>((text, step, index) => {
    const arrow = index === steps.length - 1 ? operator : '->';
    return `${text} ${arrow} ${typeof step === 'number' ? step : quoteLiteral(String(step))}`;
  }, column);
}

function pathStep(step: MemberStep): string {
  if (step === everyElement) return '[*]';
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(step) ? `.${step}` : `."${step}"`;
}
