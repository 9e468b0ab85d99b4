import type {
  AccessPath,
  ColumnDescription,
  DocumentedType,
  NativeCall,
  NativeFilter,
  PathParameter,
} from '../../../src/catalog/resource-description.ts';
import { snakeCase } from '../../../src/catalog/snake-case.ts';
import { typeOfShape } from '../../../src/catalog/type-of-shape.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { NativePath, NativePathFilter, ResourceOverlay, ServiceOverlay } from '../overlays/overlay.ts';
import { methodName } from './operation-words.ts';
import { memberAt, nativeColumn, operationOf, shapeOf, structureAt } from './shapes.ts';

/** How many rows a parent is assumed to have: builds a version, versions an image. It only ranks paths. */
const assumedVersions = 2;

export interface BuiltPath {
  readonly path: AccessPath;
  readonly columns: readonly ColumnDescription[];
}

/** An access path over a service's own API, and the columns that its rows have. Throws when the model has no such members. */
export function nativePath(
  model: DocumentedModel,
  service: ServiceOverlay,
  resource: ResourceOverlay,
  path: NativePath,
): BuiltPath {
  const operation = operationOf(model, path.operation);
  const row = structureAt(model, operation.output, path.result);
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
    if (path.omit?.includes(member)) continue;
    add(path.rename?.[member] ?? snakeCase(member), member, reference);
  }
  for (const [name, memberPath] of Object.entries(path.further ?? {})) {
    const [plain = ''] = memberPath.split('#');
    const [start, inner] = plain.startsWith('$input.')
      ? [operation.input, plain.slice('$input.'.length)]
      : [operation.output, plain.startsWith('$.') ? plain.slice(2) : joined(path.result, plain)];
    add(name, memberPath, memberAt(model, start, inner));
  }

  const call: NativeCall = {
    api: 'native',
    service: model.service,
    operation: path.operation,
    result: path.result,
    columns: paths,
    inputs: Object.fromEntries((path.parameters ?? []).map(({ name, input }) => [name, input])),
    filters: filtersOf(service, path, 'own'),
    ...(path.fixed && { fixed: path.fixed }),
    ...(path.parent && { parent: { ...path.parent, filters: filtersOf(service, path, 'parent') } }),
    ...(path.kind === 'get' && service.notFound.length > 0 && { notFound: service.notFound }),
  };
  return {
    columns,
    path: {
      method: methodName(path.operation, service.methodNames),
      kind: path.kind,
      columns: columns.map(({ name }) => name),
      parameters: (path.parameters ?? []).map(({ name, input, columns: binding, required, batch }) => ({
        name,
        columns: binding ?? [],
        required,
        batch: batch ?? 1,
        ...typeOf(typeOfShape(shapeOf(model, memberAt(model, operation.input, input)))),
      })),
      filters: (path.filters ?? []).map(({ column, key, operators, maxValues }) => ({
        column,
        ...(key && { key }),
        operators,
        maxValues,
      })),
      pageSize:
        path.kind === 'get' ? Math.max(1, ...(path.parameters ?? []).map(({ batch }) => batch ?? 1)) : service.pageSize,
      callsPerRow: path.parent ? 1 / assumedVersions : 0,
      permissions: [
        ...(path.parent ? [`${model.service}:${path.parent.operation}`] : []),
        `${model.service}:${path.operation}`,
      ],
      call,
    },
  };
}

/** Text is what a parameter is unless it says otherwise; a list takes texts. */
function typeOf(type: DocumentedType): Pick<PathParameter, 'type'> {
  return type === 'boolean' || type === 'integer' ? { type } : {};
}

function joined(...paths: readonly string[]): string {
  return paths.filter((path) => path !== '').join('.');
}

function filtersOf(service: ServiceOverlay, path: NativePath, of: 'own' | 'parent'): Record<string, NativeFilter> {
  const applies = ({ at }: NativePathFilter) => (of === 'parent' ? at !== undefined : at !== 'parent');
  return Object.fromEntries(
    (path.filters ?? [])
      .filter(applies)
      .map(({ column, style, name, wildcard }) => [
        column,
        { style: style ?? service.filterStyle ?? 'member', name, ...(wildcard && { wildcard }) },
      ]),
  );
}
