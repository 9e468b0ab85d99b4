import { fitsText } from '../../../../cloudformation/fits-text.ts';
import type { PropertySchema } from '../../../../cloudformation/resource-schema.ts';
import { textOfPattern } from '../../../../cloudformation/text-of-pattern.ts';
import type { SandboxState } from '../../../service.ts';

/** Whether the property may hold the text. */
export function fits(text: string, property: PropertySchema | undefined): boolean {
  return fitsText(text, { ...property, maxLength: property?.maxLength ?? 2_048 });
}

/** The first that the property may hold. The texts are made one by one, so that none takes a random number in vain. */
export function firstFitting(
  texts: readonly (() => string | undefined)[],
  property: PropertySchema | undefined,
): string | undefined {
  for (const make of texts) {
    const text = make();
    if (text !== undefined && fits(text, property)) return text;
  }
  return undefined;
}

/** A random text that the regular expression matches, of some length where it leaves that open. */
export function randomText(pattern: string, state: SandboxState, extra = 0): string | undefined {
  const digits = 6;
  const pick = (count: number) =>
    count === 1 ? 0 : Math.floor((Number.parseInt(state.identifier('', digits), 16) / 16 ** digits) * count);
  return textOfPattern(pattern, extra, pick);
}

/** How much longer than it must be a generated text is, tried in this order: long enough to be one of its kind first. */
const extras: readonly number[] = [12, 20, 8, 5, 3, 1, 0];

/** Random texts that the schema's own pattern, where it has one, asks for. */
export function textsOfPattern(
  property: PropertySchema | undefined,
  state: SandboxState,
): readonly (() => string | undefined)[] {
  const { pattern, minLength = 0 } = property ?? {};
  if (pattern === undefined) return [];
  return [...extras, minLength, Math.max(0, minLength - 1)].map((extra) => () => randomText(pattern, state, extra));
}

/** A name as CloudFormation makes one where none is given: of what it is of and something random. */
export function namesOf(typeName: string, state: SandboxState): readonly (() => string)[] {
  const kind = typeName.split('::')[2] ?? '';
  const random = () => state.identifier('', 12);
  return [
    () => `${kind}-${random()}`,
    () => `${kind}-${random()}`.toLowerCase(),
    () => `${kind}${random()}`,
    () => `${kind}_${random()}`.toLowerCase(),
  ];
}

/** Ids of which nothing is known but how long they may be. */
export function idsOf(state: SandboxState, property: PropertySchema | undefined): readonly (() => string)[] {
  return [
    () => state.uuid(),
    () => state.identifier('', 32),
    () => state.identifier('', 17),
    () => state.identifier('', 12),
    () => state.identifier('', 10).toUpperCase(),
    () => state.identifier('', property?.minLength ?? property?.maxLength ?? 6),
  ];
}
