import type { DocumentedMember, DocumentedShape } from '../catalog/documented-shape.ts';

/** A member and what is inside it, as far as a page shows it. */
export interface MemberNode {
  readonly name: string;
  /** `string`, `array of objects`, `map of strings`. */
  readonly type: string;
  readonly required: boolean;
  readonly values: readonly string[];
  readonly description: string;
  readonly members: readonly MemberNode[];
  /** Why nothing is shown of what is inside: the same structure stands around it, or the page would grow too long. */
  readonly cut?: 'recursive' | 'long';
}

export interface TreeLimits {
  /** How deep members are nested. */
  readonly depth: number;
  /** How many members are shown before the deeper ones are left out. */
  readonly members: number;
}

const usual: TreeLimits = { depth: 8, members: 400 };

interface Growing {
  readonly shape: DocumentedShape;
  readonly into: MutableNode[];
  readonly owner?: MutableNode;
  readonly around: readonly string[];
}

type MutableNode = { -readonly [Key in keyof MemberNode]: MemberNode[Key] } & { members: MutableNode[] };

/**
 * The members of a shape with those inside them. Level by level, so that where the limit is reached it is the deepest
 * members that are left out.
 */
export function memberTree(shape: DocumentedShape, limits: TreeLimits = usual): readonly MemberNode[] {
  const root: MutableNode[] = [];
  let level: Growing[] = [{ shape: structureIn(shape), into: root, around: [] }];
  let count = 0;
  for (let depth = 1; level.length > 0; depth++) {
    const next: Growing[] = [];
    for (const growing of level) {
      const members = growing.shape.members();
      const { owner } = growing;
      if (owner && (depth > limits.depth || count + members.length > limits.members)) {
        owner.cut = 'long';
        continue;
      }
      count += members.length;
      for (const member of members) next.push(...grow(growing, member));
    }
    level = next;
  }
  return root;
}

function grow({ shape, into, around }: Growing, member: DocumentedMember): readonly Growing[] {
  const inner = structureIn(member.shape);
  const node: MutableNode = {
    name: member.name,
    type: typeText(member.shape),
    required: member.required,
    values: valuesIn(member.shape),
    description: member.description,
    members: [],
  };
  into.push(node);
  if (inner.kind !== 'structure') return [];
  const path = shape.name === '' ? around : [...around, shape.name];
  if (inner.name !== '' && path.includes(inner.name)) {
    node.cut = 'recursive';
    return [];
  }
  return [{ shape: inner, into: node.members, owner: node, around: path }];
}

/** What a list or a map is of, however deep. */
function structureIn(shape: DocumentedShape, depth = 0): DocumentedShape {
  if (shape.kind !== 'list' && shape.kind !== 'map') return shape;
  const element = shape.element();
  return element === undefined || depth > 8 ? shape : structureIn(element, depth + 1);
}

function valuesIn(shape: DocumentedShape): readonly string[] {
  return structureIn(shape).values;
}

/** The type of a shape in words: `array of objects`. */
export function typeText(shape: DocumentedShape, depth = 0): string {
  if (shape.kind === 'structure' || shape.kind === 'value') return shape.type;
  const element = shape.element();
  const whole = shape.kind === 'list' ? 'array' : 'map';
  return element === undefined || depth > 8 ? shape.type : `${whole} of ${plural(typeText(element, depth + 1))}`;
}

function plural(type: string): string {
  return type.replace(/^\w+/, (word) => `${word}s`);
}
