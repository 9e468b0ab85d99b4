import type { ServiceModel, Shape, ShapeReference, WireValue } from '../service-model.ts';
import { type FormNames, listPrefix, mapPrefix } from './form-names.ts';
import { type FormNode, nodeAt, numberedChildren } from './form-tree.ts';
import { textToScalar } from './scalar-text.ts';
import { elementOf, entryOf, membersOf, shapeOf } from './shape-of.ts';
import { type MutableStructure, memberPath, setMember } from './structure-values.ts';
import { WireError } from './wire-error.ts';

/** The structure that parameters of a form hold; parameters that the model does not know are passed over. */
export function decodeForm(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  node: FormNode,
  path = '',
): MutableStructure {
  const decoded: MutableStructure = {};
  for (const [name, member] of membersOf(shapeOf(model, reference))) {
    const value = decodeMember(model, names, member, node, names.member(member, name), memberPath(path, name));
    if (value !== undefined) decoded[name] = value;
  }
  return decoded;
}

/** The value of a parameter below a node; undefined where nothing is given for it. */
function decodeMember(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  parent: FormNode,
  parameter: string,
  path: string,
): WireValue | undefined {
  const shape = shapeOf(model, reference);
  const node = nodeAt(parent, parameter);
  switch (shape.type) {
    case 'structure':
      return node === undefined ? undefined : decodeForm(model, names, reference, node, path);
    case 'list':
      return decodeList(
        model,
        names,
        shape,
        nodeAt(parent, listPrefix(names, shape, reference, parameter)),
        node,
        path,
      );
    case 'map':
      return decodeMap(model, names, shape, nodeAt(parent, mapPrefix(names, shape, reference, parameter)), path);
    default:
      return node === undefined ? undefined : decodeScalar(shape, node, path);
  }
}

function decodeScalar(shape: Shape, node: FormNode, path: string): WireValue {
  if (node.value !== undefined) return textToScalar(shape, node.value, path);
  throw new WireError('Unexpected complex element termination', { code: 'MalformedInput', path });
}

function decodeList(
  model: ServiceModel,
  names: FormNames,
  shape: Shape,
  numbered: FormNode | undefined,
  own: FormNode | undefined,
  path: string,
): WireValue | undefined {
  const children = numbered === undefined ? [] : numberedChildren(numbered);
  if (children.length > 0) {
    const element = elementOf(shape);
    return children.map((child, index) => decodeElement(model, names, element, child, `${path}[${index}]`));
  }
  // A list sent without elements is a parameter without value; any other text in its place is none.
  if (own?.value === undefined) return undefined;
  if (own.value === '') return [];
  if (names.takesUnnumbered) return [decodeElement(model, names, elementOf(shape), own, `${path}[0]`)];
  throw new WireError(`'${path}' must be a list`, { code: 'MalformedInput', path });
}

function decodeElement(
  model: ServiceModel,
  names: FormNames,
  reference: ShapeReference,
  node: FormNode,
  path: string,
): WireValue {
  const holder: FormNode = { value: undefined, children: new Map([['element', node]]) };
  return decodeMember(model, names, reference, holder, 'element', path) ?? [];
}

function decodeMap(
  model: ServiceModel,
  names: FormNames,
  shape: Shape,
  numbered: FormNode | undefined,
  path: string,
): WireValue | undefined {
  if (numbered === undefined) return undefined;
  const { key: keyReference, value: valueReference } = entryOf(shape);
  const decoded: MutableStructure = {};
  for (const entry of numberedChildren(numbered)) {
    const key = entry.children.get(keyReference.locationName ?? 'key')?.value;
    if (key === undefined) throw new WireError(`An entry of '${path}' has no key`, { code: 'MalformedInput', path });
    const valueName = valueReference.locationName ?? 'value';
    const value = decodeMember(model, names, valueReference, entry, valueName, memberPath(path, key));
    if (value !== undefined) setMember(decoded, key, value);
  }
  return decoded;
}
