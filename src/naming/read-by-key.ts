import type { Catalog } from '../catalog/catalog.ts';
import { placeColumns } from '../catalog/cloudformation/place-columns.ts';
import type { DocumentedMember, DocumentedShape } from '../catalog/documented-shape.ts';
import { readingNoun } from '../catalog/reading-noun.ts';
import type {
  ColumnDescription,
  MethodDescription,
  NativeCall,
  PathParameter,
  ResourceDescription,
} from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { snakeCase } from '../catalog/snake-case.ts';
import { nameKey } from '../data/name-key.ts';

type NativeMethod = MethodDescription & { readonly call: NativeCall };

/** What only says how an answer goes on. */
const paging =
  /^(next_?token|next_?page_?token|pagination_?token|marker|next_?marker|has_?more.*|is_?truncated|max_?results)$/i;

/**
 * The answer of an operation that reads, where no resource is read by it: what it needs are columns that a statement gives.
 * Where that is the identifier of the resource that it belongs to, that one's rows say it as well.
 */
export async function readByKey(
  catalog: Catalog,
  owner: ResourceDescription,
  method: NativeMethod,
): Promise<ResourceDescription | undefined> {
  const operation = await catalog.operation?.(owner.service, owner.name, method.name);
  const { output } = operation ?? {};
  if (output === undefined) return undefined;
  const { result, row, isMany } = rowsOf(output);
  const inputs = operation?.input?.members() ?? [];
  const required = inputs.filter((member) => member.required);
  const name = snakeCase(readingNoun(method.call.operation)?.noun ?? method.call.operation);
  const told = new Map(row.map((member) => [snakeCase(member.name), member]));
  const asked = new Map(required.map((member) => [snakeCase(member.name), member]));
  const columns = [...new Map([...asked, ...told])].map(
    ([column, { shape, description }]): ColumnDescription => ({ name: column, type: shape.type, description }),
  );
  const members = {
    ...Object.fromEntries([...asked].map(([column, member]) => [column, `$input.${member.name}`])),
    ...Object.fromEntries([...told].map(([column, member]) => [column, member.name])),
  };
  const parameters = inputs.flatMap((member) => parameterOf(owner, member, required.length) ?? []);
  // What another resource lists the keys of is listed of all of them.
  const isListed = required.length === 0 || parameters.some(({ parent }) => parent !== undefined);
  return {
    provider: owner.provider,
    service: owner.service,
    name,
    methodsOf: owner.name,
    title: name,
    description: method.description,
    identifier: isMany ? [] : [...asked.keys()],
    columns: [...columns, ...placeColumns],
    methods: [{ ...method, verb: 'SELECT' }],
    accessPaths: [
      {
        method: method.name,
        kind: isMany || isListed ? 'list' : 'get',
        columns: columns.map((column) => column.name),
        parameters,
        filters: [],
        pageSize: 100,
        permissions: method.permissions,
        ...(method.permissionsNote !== undefined && { permissionsNote: method.permissionsNote }),
        call: {
          ...method.call,
          result,
          columns: members,
          inputs: Object.fromEntries(inputs.map((member) => [member.name, member.name])),
          filters: {},
          ...(notFoundOf(owner).length > 0 && { notFound: notFoundOf(owner) }),
        },
      },
    ],
    permissions: { read: method.permissions },
    relationships: [],
    ...(owner.global === true && { global: true }),
  };
}

/** The rows of an answer: the elements of its one list of structures, its one structure, or the answer itself. */
function rowsOf(output: DocumentedShape): {
  readonly result: string;
  readonly row: readonly DocumentedMember[];
  readonly isMany: boolean;
} {
  const members = output.members().filter((member) => !paging.test(member.name));
  const [only, second] = members;
  const element = only?.shape.element();
  if (only !== undefined && second === undefined && only.shape.kind === 'list' && element?.kind === 'structure')
    return { result: only.name, row: element.members(), isMany: true };
  if (only !== undefined && second === undefined && only.shape.kind === 'structure')
    return { result: only.name, row: only.shape.members(), isMany: false };
  return { result: '', row: members, isMany: false };
}

/** An input that a statement can give; values that are none of text, numbers and booleans have no form in a condition. */
function parameterOf(owner: ResourceDescription, member: DocumentedMember, needed: number): PathParameter | undefined {
  const { name, required, shape } = member;
  if (paging.test(name) || (shape.kind !== 'value' && !required)) return undefined;
  const type = shape.type === 'boolean' || shape.type === 'integer' ? shape.type : undefined;
  const parent = required && needed === 1 ? parentOf(owner, name) : undefined;
  return {
    name,
    columns: required ? [[snakeCase(name)]] : [],
    required,
    batch: 1,
    ...(type !== undefined && { type }),
    ...(parent && { parent }),
  };
}

/** What lists the values of an input: the resource that it belongs to, or what lists them for that one's own reads. */
function parentOf(owner: ResourceDescription, name: string): PathParameter['parent'] {
  const [identifier, further] = owner.identifier;
  const isOwners = further === undefined && nameKey(identifier ?? '') === nameKey(name);
  if (isOwners && owner.accessPaths.some(({ kind }) => kind === 'list'))
    return { resource: resourceId(owner), column: identifier ?? '' };
  const parameters = owner.accessPaths.flatMap((path) => path.parameters);
  return parameters.find((own) => own.name === name && own.parent !== undefined)?.parent;
}

function notFoundOf({ accessPaths }: ResourceDescription): readonly string[] {
  return [...new Set(accessPaths.flatMap(({ call }) => (call.api === 'native' ? (call.notFound ?? []) : [])))];
}
