import type {
  AccessPath,
  ColumnDescription,
  DocumentedType,
  NativeCall,
  NativeFilter,
  PathParameter,
} from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import { toldOrAsked } from '../../told-or-asked.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel, DocumentedReference } from '../models/documented-model.ts';
import type { NativePath, ResourceOverlay, ServiceOverlay } from '../overlays/overlay.ts';
import { methodName } from './operation-words.ts';
import { withOptionalInputs } from './optional-inputs.ts';
import { permissionsOf } from './permissions-of.ts';
import { elementAt, keyAt, memberAt, nativeColumn, operationOf, shapeOf, structureAt } from './shapes.ts';
import { sortOf } from './sort-of.ts';
import { wholeList } from './whole-lists.ts';

export interface BuiltPath {
  readonly path: AccessPath;
  readonly columns: readonly ColumnDescription[];
}

/** An access path over a service's own API, and the columns that its rows have. Throws when the model has no such members. */
export function nativePath(
  model: DocumentedModel,
  service: ServiceOverlay,
  resource: ResourceOverlay,
  told: NativePath,
): BuiltPath {
  const operation = operationOf(model, told.operation);
  const row = structureAt(model, operation.output, told.result);
  const paths: Record<string, string> = {};
  const columns: ColumnDescription[] = [];
  const add = (name: string, memberPath: string, reference: ReturnType<typeof memberAt>) => {
    paths[name] = memberPath;
    columns.push(
      nativeColumn(model, name, reference, {
        ...(resource.columnTypes?.[name] && { type: resource.columnTypes[name] }),
        ...(service.timestampShapes && { timestampShapes: service.timestampShapes }),
      }),
    );
  };
  for (const [member, reference] of Object.entries(row.members ?? {})) {
    if (told.omit?.includes(member)) continue;
    add(told.rename?.[member] ?? snakeCase(member), member, reference);
  }
  for (const [name, memberPath] of Object.entries(told.further ?? {})) {
    add(name, memberPath, furtherMember(model, operation, told.result, memberPath));
  }
  const path = withOptionalInputs(model, wholeList(model, told, Object.keys(paths)), resource.paths?.length === 1);

  const parameters = path.parameters ?? [];
  const isToldByRows = ([column = '']: readonly string[]) => paths[column]?.includes(toldOrAsked) === true;
  const toldByRows = new Set(parameters.filter(({ columns: of }) => of?.some(isToldByRows)));
  for (const { input, required, isOfParent, columns: [[column = '', second] = []] = [] } of parameters) {
    const own = paths[column];
    // A thing has several names: what it was asked for by is the one that it is looked up by.
    if (!required || isOfParent || second !== undefined || own === undefined || own.startsWith('$')) continue;
    if (!own.includes(toldOrAsked)) paths[column] = `${own}${toldOrAsked}${input}`;
  }

  const sort = path.kind === 'list' ? sortOf(model, operation.input, row, columns, paths) : undefined;
  const call: NativeCall = {
    api: 'native',
    service: model.service,
    operation: path.operation,
    result: path.result,
    columns: paths,
    inputs: Object.fromEntries(
      parameters.flatMap(({ name, input, isOfParent }) => (isOfParent ? [] : [[name, input]])),
    ),
    filters: filtersOf(service, path),
    ...(path.fixed && { fixed: path.fixed }),
    ...(sort && { sort }),
    ...((path.kind === 'get' || path.mayBeAbsent) && service.notFound.length > 0 && { notFound: service.notFound }),
  };
  return {
    columns,
    path: {
      method: methodName(path.operation, service.methodNames),
      kind: path.kind,
      ...(path.isForNamed && { isForNamed: true as const }),
      columns: columns.map(({ name }) => name),
      parameters: parameters.map((parameter) => {
        const {
          name,
          input,
          columns: binding,
          required,
          batch,
          parent,
          isOfParent,
          words,
          others,
          unlessGiven,
        } = parameter;
        return {
          name,
          columns: binding ?? [],
          required,
          batch: batch ?? 1,
          ...(toldByRows.has(parameter) && { isToldByRows: true }),
          ...(parent && { parent }),
          ...(words && { words }),
          ...(others && { others }),
          ...(unlessGiven && { unlessGiven }),
          ...(!isOfParent && typeOf(typeOfShape(shapeOf(model, memberAt(model, operation.input, input))))),
        };
      }),
      filters: (path.filters ?? []).map(({ column, key, operators, maxValues }) => ({
        column,
        ...(key && { key }),
        operators,
        maxValues,
      })),
      pageSize:
        path.kind === 'get'
          ? Math.max(1, ...parameters.map(({ batch, required }) => (required ? (batch ?? 1) : 1)))
          : (pageSizeOf(model, path.operation) ?? service.pageSize),
      ...(path.rows && { rows: path.rows }),
      ...(sort && { sortedBy: Object.keys(sort.words) }),
      ...(path.isPartUnless && { isPartUnless: path.isPartUnless }),
      ...permissionsOf(model, [path.operation]),
      call,
    },
  };
}

function furtherMember(
  model: DocumentedModel,
  { input, output }: ReturnType<typeof operationOf>,
  result: string,
  memberPath: string,
): DocumentedReference {
  const [own = '', asked] = memberPath.split(toldOrAsked);
  if (asked !== undefined)
    return own === '$row' ? elementAt(model, output, result) : memberAt(model, output, joined(result, own));
  const [plain = ''] = memberPath.replace(/\[.*?\]/g, '').split('#');
  if (plain === '$row') return elementAt(model, output, result);
  if (plain === '$key') return keyAt(model, output, result);
  if (plain.startsWith('$input.')) return memberAt(model, input, plain.slice('$input.'.length));
  return memberAt(model, output, plain.startsWith('$.') ? plain.slice(2) : joined(result, plain));
}

/** The most rows of a page that the operation can be asked for, where its model says it. */
function pageSizeOf(model: DocumentedModel, operation: string): number | undefined {
  const key = model.paginators[operation]?.limit_key;
  const { input } = operationOf(model, operation);
  const member = key === undefined || !input ? undefined : shapeOf(model, input).members?.[key];
  return member && shapeOf(model, member).max;
}

/** Text is what a parameter is unless it says otherwise; a list takes texts. */
function typeOf(type: DocumentedType): Pick<PathParameter, 'type'> {
  return type === 'boolean' || type === 'integer' ? { type } : {};
}

function joined(...paths: readonly string[]): string {
  return paths.filter((path) => path !== '').join('.');
}

function filtersOf(service: ServiceOverlay, path: NativePath): Record<string, NativeFilter> {
  return Object.fromEntries(
    (path.filters ?? []).map(({ column, style, name, wildcard }) => [
      column,
      { style: style ?? service.filterStyle ?? 'member', name, ...(wildcard && { wildcard }) },
    ]),
  );
}
