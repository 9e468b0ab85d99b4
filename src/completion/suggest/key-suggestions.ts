import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import { shapeInside } from '../../catalog/shape-inside.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { isName, nameOf } from '../../sql/token.ts';
import type { Suggestion } from '../completion.ts';
import { type Item, tokenOf } from '../levels.ts';
import { catalogNamed, columnNamed, isSame } from '../scope.ts';
import type { Want } from '../want.ts';
import type { Lookup } from './lookup.ts';

type Step = string | number;

/**
 * The members of what a JSON column has in it, as the schema of its resource says: `'Code'` behind `state_reason ->>`. Where a path is
 * begun, or a list has to be gone into first, paths: `'$[0].Ebs.VolumeSize'`.
 */
export async function keySuggestions(
  { column, path }: Extract<Want, { kind: 'keys' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const shape = shapeInside(await shapeOf(column, lookup), path);
  if (shape === undefined) return [];
  // `$.Ebs.Vol`: what is before the last point leads to what is inside.
  const written = /^\$(?:.*(?=\.)|$)/s.exec(lookup.typed)?.[0];
  if (written === undefined && shape.kind !== 'list') return membersOf(shape, '');
  const steps = stepsOf(written ?? '$');
  const into = steps && shapeInside(shape, steps);
  if (into === undefined) return [];
  const front = `${written ?? '$'}${into.kind === 'list' ? '[0]' : ''}.`;
  return membersOf(into.kind === 'list' ? into.element() : into, front);
}

/** What is in a column of a resource, or in one that `json_each` makes of such. */
async function shapeOf(column: readonly string[], lookup: Lookup): Promise<DocumentedShape | undefined> {
  const { scope, known } = lookup;
  const found = await columnNamed(column, scope, known);
  if (found?.resource !== undefined) {
    const { provider, service, name } = found.resource;
    return catalogNamed(provider, known.catalogs)?.columnShape?.(service, name, found.name);
  }
  if (column.at(-1)?.toLowerCase() !== 'value') return undefined;
  const each = scope.relations.find(
    ({ alias, source }) =>
      source.kind === 'function' &&
      /^jsonb?_(each|array_elements)$/i.test(source.name) &&
      (column.length === 1 || isSame(alias, column.at(-2) ?? '')),
  );
  const list = each?.source.kind === 'function' ? namesIn(each.source.items) : undefined;
  // What is taken apart stands before it in the FROM, and is never its own value.
  return list === undefined || list.at(-1) === 'value' ? undefined : (await shapeOf(list, lookup))?.element();
}

/** The name that is all that stands in brackets: `i.block_device_mappings`. */
function namesIn(items: readonly Item[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const [index, item] of items.entries()) {
    const token = tokenOf(item);
    if (index % 2 === 1 && token?.text === '.') continue;
    if (index % 2 === 1 || !isName(token)) return undefined;
    names.push(nameOf(token));
  }
  return names.length === 0 ? undefined : names;
}

/** The steps of a path that is whole so far: `$[0].Ebs`, `$.a[*]`. */
function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const [text, name, place] of path.slice(1).matchAll(/\.(\w+)|\[(\d+|\*)\]|./gs)) {
    if (name === undefined && place === undefined) return undefined;
    steps.push(name ?? Number(text === '[*]' ? 0 : place));
  }
  return steps;
}

function membersOf(shape: DocumentedShape | undefined, front: string): readonly Suggestion[] {
  if (shape?.kind !== 'structure') return [];
  return shape
    .members()
    .map(({ name, shape: { type } }) => ({ text: quoteLiteral(front + name), kind: 'value', detail: type }));
}
