import type { JsonNode } from './json-node.ts';
import { textIn } from './json-node.ts';

/** One step of a path: a member, an element, or one that is counted from the end (0 is behind the last). */
export type Step = { readonly key: string } | { readonly index: number } | { readonly fromEnd: number };

/** Reads a path of SQLite's: `$.a."b c"[0][#-1]`. Throws for what is none. */
export function stepsOf(path: string): readonly Step[] {
  if (last?.path === path) return last.steps;
  const steps = readSteps(path);
  last = { path, steps };
  return steps;
}

let last: { readonly path: string; readonly steps: readonly Step[] } | undefined;

const step = /\.(?:"((?:[^"\\]|\\.)*)"|([^.[]+))|\[(?:(\d+)|#(?:-(\d+))?)\]/y;

function readSteps(path: string): readonly Step[] {
  if (!path.startsWith('$')) throw badPath(path);
  const steps: Step[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) throw badPath(path);
    const [, quoted, key, index, fromEnd] = match;
    if (quoted !== undefined) steps.push({ key: quoted });
    else if (key !== undefined) steps.push({ key });
    else steps.push(index === undefined ? { fromEnd: Number(fromEnd ?? 0) } : { index: Number(index) });
  }
  return steps;
}

function badPath(path: string): Error {
  return new Error(`bad JSON path: '${path.replaceAll("'", "''")}'`);
}

/**
 * The node that steps lead to. A member that is missed by the case of its letters alone is found: StackQL's documents have
 * the names of one API in several cases.
 */
export function nodeAt(root: JsonNode, steps: readonly Step[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const one of steps) {
    if (node === undefined) return undefined;
    node = 'key' in one ? memberOf(node, one.key) : elementOf(node, one);
  }
  return node;
}

/** The path as the document has it: the names of members in their own letters. The path itself where it leads nowhere. */
export function pathIn(root: JsonNode, path: string): string {
  let node: JsonNode | undefined = root;
  let written = '$';
  for (const one of stepsOf(path)) {
    const next: JsonNode | undefined = nodeAt(node, [one]);
    if (node === undefined || next === undefined) return path;
    if ('key' in one) {
      const [key] = (node.kind === 'object' ? node.members.find(([, value]) => value === next) : undefined) ?? [];
      const name = key ?? JSON.stringify(one.key);
      written += `.${/^"[A-Za-z_]\w*"$/.test(name) ? name.slice(1, -1) : name}`;
    } else written += `[${'index' in one ? one.index : `#-${one.fromEnd}`}]`;
    node = next;
  }
  return written;
}

export function keyIndex(node: JsonNode & { readonly kind: 'object' }, key: string): number {
  return node.members.findIndex(([written]) => isKey(written, key));
}

function isKey(written: string, key: string): boolean {
  const own = written.slice(1, -1);
  return own === key || (own.includes('\\') && textIn(written) === key);
}

function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  if (node.kind !== 'object') return undefined;
  const found = node.members.find(([written]) => isKey(written, key));
  if (found !== undefined) return found[1];
  const folded = key.toLowerCase();
  const alike = node.members.filter(([written]) => written.slice(1, -1).toLowerCase() === folded);
  return alike.length === 1 ? alike[0]?.[1] : undefined;
}

function elementOf(
  node: JsonNode,
  one: { readonly index: number } | { readonly fromEnd: number },
): JsonNode | undefined {
  if (node.kind !== 'array') return undefined;
  const index = 'index' in one ? one.index : node.elements.length - one.fromEnd;
  return node.elements[index];
}
