import { snakeCase } from '../../snake-case.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { NativePath } from '../overlays/overlay.ts';
import { apart } from './native-columns.ts';
import type { NativeWrites } from './native-writes.ts';

/**
 * Operations of tags on whatever an ARN or id names: they make the resource `tags` of their service. Those of one kind
 * of thing (`TagQueue`, `ListQueueTags`) are that thing's.
 */
const tagOperations = [
  /^(Tag|Untag)Resources?$/,
  /^(Add|Remove|Create|Delete|Put|Update|Set|Change|List|Get|Describe|BatchGet)(Resource)?Tags$/,
  /^(Add|Remove|Create|Delete|Put|Update|Set|Change|List|Get|Describe|BatchGet)Tags?(For|Of|To|From|On|By)[A-Z]\w*$/,
  /^(List|Get|Describe)ResourceTags$/,
];

export function isTagOperation(operation: string): boolean {
  return tagOperations.some((pattern) => pattern.test(operation));
}

export interface TagReads {
  readonly path: NativePath;
  readonly identifier: readonly string[];
}

/** The list of the tags of a thing, a row a tag: `key` and `value` beside what was asked for. Undefined where no operation is that. */
export function tagReads(model: DocumentedModel, operations: readonly string[]): TagReads | undefined {
  for (const operation of operations.filter((name) => /^(List|Get|Describe)/.test(name)).sort()) {
    const { input, output } = model.operations[operation] ?? {};
    const given = model.shapes[input?.shape ?? ''];
    const inputs = given?.required ?? [];
    const scalars = inputs.every((name) => model.shapes[given?.members?.[name]?.shape ?? '']?.type === 'string');
    const rows = Object.entries(model.shapes[output?.shape ?? '']?.members ?? {}).flatMap(
      ([name, { shape }]) => rowsOf(model, name, shape) ?? [],
    );
    const [only, second] = rows;
    if (inputs.length === 0 || !scalars || !only || second) continue;
    const used = new Set(['key', 'value']);
    const columns = inputs.map((name) => {
      const column = apart(used.has(snakeCase(name)) ? `input_${snakeCase(name)}` : snakeCase(name), used);
      used.add(column);
      return column;
    });
    const repeated = Object.fromEntries(columns.map((column, index) => [column, `$input.${inputs[index]}`]));
    return {
      identifier: [...columns, 'key'],
      path: {
        operation,
        kind: 'list',
        ...only,
        further: { ...only.further, ...repeated },
        parameters: inputs.map((name, index) => ({
          name,
          input: name,
          columns: [[columns[index] ?? name]],
          required: true,
        })),
      },
    };
  }
  return undefined;
}

type TagRows = Pick<NativePath, 'result' | 'rename' | 'further'>;

/** Tags are a map of texts, or a list of keys and values. */
function rowsOf(model: DocumentedModel, name: string, shape: string): TagRows | undefined {
  const { type, value, member } = model.shapes[shape] ?? {};
  if (type === 'map' && model.shapes[value?.shape ?? '']?.type === 'string') {
    return { result: `${name}.*`, further: { key: '$key', value: '$row' } };
  }
  const members = Object.keys(model.shapes[member?.shape ?? '']?.members ?? {});
  const key = members.find((one) => /^(tag)?key$/i.test(one));
  const content = members.find((one) => /^(tag)?value$/i.test(one));
  if (type !== 'list' || key === undefined || content === undefined || members.length !== 2) return undefined;
  return { result: name, rename: { [key]: 'key', [content]: 'value' } };
}

/** Tags are set by INSERT and taken away by DELETE, where the operations name the thing as the list does. */
export function tagWrites(
  model: DocumentedModel,
  operations: readonly string[],
  { identifier, path }: TagReads,
): NativeWrites {
  const verbs: Record<string, 'INSERT' | 'DELETE'> = {};
  const identifierInputs: Record<string, Readonly<Record<string, string>>> = {};
  const things = identifier.filter((column) => column !== 'key');
  for (const operation of [...operations].sort()) {
    const { members = {}, required = [] } = model.shapes[model.operations[operation]?.input?.shape ?? ''] ?? {};
    const inputs = Object.fromEntries(
      things.flatMap((column) => {
        const asked = path.parameters?.find(({ columns }) => columns?.flat().includes(column))?.input;
        const member = Object.keys(members).find((name) => name.toLowerCase() === asked?.toLowerCase());
        return member === undefined ? [] : [[column, member]];
      }),
    );
    if (Object.keys(inputs).length < things.length) continue;
    if (/^(Tag|Add|Create|Set)/.test(operation) && !Object.values(verbs).includes('INSERT'))
      verbs[operation] = 'INSERT';
    const keys = Object.keys(members).find((name) => /^(tag)?keys?$/i.test(name));
    const rest = required.filter((name) => name !== keys && !Object.values(inputs).includes(name));
    const deletes = /^(Untag|Remove|Delete)/.test(operation) && keys !== undefined && rest.length === 0;
    if (!deletes || Object.values(verbs).includes('DELETE')) continue;
    verbs[operation] = 'DELETE';
    identifierInputs[operation] = { ...inputs, key: keys };
  }
  return { verbs, identifierInputs };
}
