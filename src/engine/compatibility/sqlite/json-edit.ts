import type { JsonNode } from './json-node.ts';
import { textIn } from './json-node.ts';
import { keyIndex, type Step } from './json-path.ts';

/** What an edit may do: put in what is not there, take the place of what is. */
export interface Edit {
  readonly inserts: boolean;
  readonly replaces: boolean;
}

/** json_set, json_insert and json_replace at one place; members that are missing on the way are made. */
export function withValue(node: JsonNode, steps: readonly Step[], value: JsonNode, edit: Edit): JsonNode {
  const [step, ...rest] = steps;
  if (step === undefined) return edit.replaces ? value : node;
  if ('key' in step) {
    if (node.kind !== 'object') return node;
    const index = keyIndex(node, step.key);
    if (index === -1) {
      const made = edit.inserts ? madeFor(rest, value) : undefined;
      return made === undefined ? node : { ...node, members: [...node.members, [JSON.stringify(step.key), made]] };
    }
    return {
      ...node,
      members: node.members.map(([key, own], at) => [key, at === index ? withValue(own, rest, value, edit) : own]),
    };
  }
  if (node.kind !== 'array') return node;
  const index = indexOf(step, node.elements.length);
  if (index === node.elements.length) {
    const made = edit.inserts ? madeFor(rest, value) : undefined;
    return made === undefined ? node : { ...node, elements: [...node.elements, made] };
  }
  return {
    ...node,
    elements: node.elements.map((own, at) => (at === index ? withValue(own, rest, value, edit) : own)),
  };
}

/** What holds a value under steps that lead through nothing yet. */
function madeFor(steps: readonly Step[], value: JsonNode): JsonNode | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = madeFor(rest, value);
  if (inner === undefined) return undefined;
  if ('key' in step) return { kind: 'object', members: [[JSON.stringify(step.key), inner]] };
  return indexOf(step, 0) === 0 ? { kind: 'array', elements: [inner] } : undefined;
}

export function withoutValue(node: JsonNode, steps: readonly Step[]): JsonNode | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  if ('key' in step) {
    if (node.kind !== 'object') return node;
    const index = keyIndex(node, step.key);
    return {
      ...node,
      members: node.members.flatMap(([key, own], at) => {
        const left = at === index ? withoutValue(own, rest) : own;
        return left === undefined ? [] : [[key, left] as const];
      }),
    };
  }
  if (node.kind !== 'array') return node;
  const index = indexOf(step, node.elements.length);
  return {
    ...node,
    elements: node.elements.flatMap((own, at) => (at === index ? (withoutValue(own, rest) ?? []) : own)),
  };
}

function indexOf(step: { readonly index: number } | { readonly fromEnd: number }, length: number): number {
  return 'index' in step ? step.index : length - step.fromEnd;
}

/** RFC 7396. */
export function patched(node: JsonNode, patch: JsonNode): JsonNode {
  if (patch.kind !== 'object') return patch;
  const members = new Map(
    (node.kind === 'object' ? node.members : []).map(([key, value]) => [textIn(key), { key, value }]),
  );
  for (const [key, value] of patch.members) {
    const name = textIn(key);
    const own = members.get(name);
    if (value.kind === 'word' && value.written === 'null') members.delete(name);
    else members.set(name, { key: own?.key ?? key, value: patched(own?.value ?? nothing, value) });
  }
  return { kind: 'object', members: [...members.values()].map(({ key, value }) => [key, value]) };
}

const nothing: JsonNode = { kind: 'word', written: 'null' };
