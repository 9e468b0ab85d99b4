import type { ServiceModel, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { type FormNames, listPrefix, mapPrefix } from './form-names.ts';
import { scalarToText } from './scalar-text.ts';
import { elementOf, entryOf, membersOf, shapeOf } from './shape-of.ts';
import { listAt, structureAt } from './structure-values.ts';

type Pair = readonly [string, string];

/** The parameters of a structure, in the model's order. */
export function encodeForm(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  structure: WireStructure,
): readonly Pair[] {
  const pairs: Pair[] = [];
  addStructure(model, names, reference, structure, '', pairs);
  return pairs;
}

function addStructure(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  structure: WireStructure,
  prefix: string,
  pairs: Pair[],
): void {
  for (const [name, member] of membersOf(shapeOf(model, reference))) {
    const value = structure[name];
    if (value === undefined || value === null) continue;
    const parameter = names.member(member, name);
    addValue(model, names, member, value, prefix === '' ? parameter : `${prefix}.${parameter}`, pairs);
  }
}

function addValue(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  value: WireValue,
  prefix: string,
  pairs: Pair[],
): void {
  const shape = shapeOf(model, reference);
  if (shape.type === 'structure') {
    addStructure(model, names, reference, structureAt(value, prefix), prefix, pairs);
  } else if (shape.type === 'list') {
    const items = listAt(value, prefix);
    if (items.length === 0 && names.sendsEmptyLists) pairs.push([prefix, '']);
    const numbered = listPrefix(names, shape, reference, prefix);
    for (const [index, item] of items.entries()) {
      if (item !== null) addValue(model, names, elementOf(shape), item, `${numbered}.${index + 1}`, pairs);
    }
  } else if (shape.type === 'map') {
    const { key: keyReference, value: valueReference } = entryOf(shape);
    const entries = Object.entries(structureAt(value, prefix));
    const numbered = mapPrefix(names, shape, reference, prefix);
    for (const [index, [key, item]] of entries.entries()) {
      if (item === undefined || item === null) continue;
      pairs.push([`${numbered}.${index + 1}.${keyReference.locationName ?? 'key'}`, key]);
      const valuePrefix = `${numbered}.${index + 1}.${valueReference.locationName ?? 'value'}`;
      addValue(model, names, valueReference, item, valuePrefix, pairs);
    }
  } else pairs.push([prefix, scalarToText(shape, reference, value, 'iso8601', prefix)]);
}
