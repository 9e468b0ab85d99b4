import { WireError } from './wire-error.ts';

/** Deeper than the parameters of any operation of AWS. */
const maximumDepth = 64;

/** The parameters of a form by the parts of their names: `Filter.1.Value.2` lies under Filter, 1, Value, 2. */
export interface FormNode {
  readonly value: string | undefined;
  readonly children: ReadonlyMap<string, FormNode>;
}

interface MutableNode {
  value: string | undefined;
  readonly children: Map<string, MutableNode>;
}

export function formTree(pairs: readonly (readonly [string, string])[]): FormNode {
  const root: MutableNode = { value: undefined, children: new Map() };
  for (const [name, value] of pairs) {
    const parts = name.split('.', maximumDepth + 1);
    if (parts.length > maximumDepth)
      throw new WireError('A parameter is nested too deeply', { code: 'MalformedInput' });
    let node = root;
    for (const part of parts) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = { value: undefined, children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** The node at a name, which may itself hold dots. */
export function nodeAt(node: FormNode | undefined, name: string): FormNode | undefined {
  let found: FormNode | undefined = node;
  for (const part of name.split('.')) found = found?.children.get(part);
  return found;
}

/** The numbered children in the order of their numbers; gaps are allowed. */
export function numberedChildren(node: FormNode): readonly FormNode[] {
  return [...node.children]
    .filter(([name]) => /^\d{1,9}$/.test(name))
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, child]) => child);
}
