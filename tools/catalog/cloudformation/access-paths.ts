import type { AccessPath, ColumnDescription, MethodDescription } from '../../../src/catalog/resource-description.ts';
import type { ResourceSchema } from '../../../src/catalog/resource-schema.ts';
import { snakeCase } from '../../../src/catalog/snake-case.ts';
import type { ResourceOverlay } from '../overlays/overlay.ts';

/** Cloud Control returns at most 100 resources a page, and no more than the API that a type's list handler calls. */
const mostRows = 100;

/** What Cloud Control reads: lists of identifiers, and one resource whole. */
export function cloudControlPaths(
  schema: ResourceSchema,
  identifier: readonly string[],
  columns: readonly ColumnDescription[],
  methods: readonly MethodDescription[],
  overlay: ResourceOverlay,
  handlerPageSize: number,
): readonly AccessPath[] {
  return methods.flatMap(({ name, call, permissions }): AccessPath[] => {
    if (call.api !== 'cloud-control') return [];
    const path = { method: name, filters: [], callsPerRow: 0, permissions, call };
    if (call.handler === 'list') {
      const needed = schema.handlers?.list?.handlerSchema?.required ?? [];
      return [
        {
          ...path,
          kind: 'list',
          columns: known([...identifier, ...(overlay.listReturns ?? [])], columns),
          parameters: needed.map((property) => ({
            name: property,
            columns: [[snakeCase(property)]],
            required: true,
            batch: 1,
          })),
          pageSize: Math.min(mostRows, handlerPageSize),
        },
      ];
    }
    if (call.handler !== 'read') return [];
    return [
      {
        ...path,
        kind: 'get',
        columns: columns.filter(({ writeOnly }) => !writeOnly).map((column) => column.name),
        parameters: [
          {
            name: 'data__Identifier',
            columns: identifier.length > 0 ? [identifier] : [],
            required: true,
            batch: 1,
          },
        ],
        pageSize: 1,
      },
    ];
  });
}

function known(names: readonly string[], columns: readonly ColumnDescription[]): readonly string[] {
  return names.filter((name) => columns.some((column) => column.name === name));
}
