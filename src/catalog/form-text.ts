import type { DocumentedShape } from './documented-shape.ts';

/** Deeper than this a form is read where it is documented. */
const deepest = 4;
/** Within a form no more choices are told than can be overlooked. */
const mostChoices = 20;

/**
 * What a value looks like, in one line: `[{Name: string, Values: [string]}]`, of a value that is chosen its choices,
 * `"gp2" | "gp3"`. Undefined of a plain value, of which the type says all.
 */
export function formText(shape: DocumentedShape): string | undefined {
  return shape.kind === 'value' && shape.values.length === 0 ? undefined : textOf(shape, []);
}

function choices(values: readonly string[], most: number): string {
  const shown = values.slice(0, most).map((value) => JSON.stringify(value));
  return [...shown, ...(values.length > most ? ['...'] : [])].join(' | ');
}

function textOf(shape: DocumentedShape, around: readonly string[]): string {
  const { kind, name, values, type } = shape;
  const isKnown = name !== '' && around.includes(name);
  if (kind === 'value')
    return values.length === 0 ? type : choices(values, around.length === 0 ? values.length : mostChoices);
  if (isKnown || around.length >= deepest) return kind === 'list' ? '[...]' : '{...}';
  const inside = [...around, name];
  const element = shape.element();
  if (kind === 'list') return `[${element === undefined ? '...' : textOf(element, inside)}]`;
  if (kind === 'map') return `{...: ${element === undefined ? '...' : textOf(element, inside)}}`;
  const members = shape
    .members()
    .map((member) => `${member.name}${member.required ? '' : '?'}: ${textOf(member.shape, inside)}`);
  return members.length === 0 ? type : `{${members.join(', ')}}`;
}
