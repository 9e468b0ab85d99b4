import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { AccessPath, ColumnDescription, MethodDescription } from '../resource-description.ts';
import { columnName } from './column-name.ts';
import { columnOf } from './columns.ts';
import { listNeeds } from './list-needs.ts';
import type { PropertyFacts } from './property-facts.ts';

/** Cloud Control returns at most 100 resources a page, and no more than the API that a type's list handler calls. */
const mostRows = 100;

/** What Cloud Control reads: lists of identifiers, and one resource whole. */
export function cloudControlPaths(
  schema: ResourceSchema,
  identifier: readonly string[],
  columns: readonly ColumnDescription[],
  methods: readonly MethodDescription[],
  facts: PropertyFacts,
  handlerPageSize: number,
): readonly AccessPath[] {
  return methods.flatMap(({ name, call, permissions, permissionsNote }): AccessPath[] => {
    if (call.api !== 'cloud-control') return [];
    const note = permissionsNote === undefined ? {} : { permissionsNote };
    const path = { method: name, filters: [], permissions, ...note, call };
    if (call.handler === 'list') {
      const needed = listNeeds(schema);
      return [
        {
          ...path,
          kind: 'list',
          // What a list is asked by each of its resources has.
          columns: known(
            [
              ...identifier,
              ...needed.flatMap((property) => columnOf(property, columns) ?? []),
              ...(facts.listReturns ?? []),
            ],
            columns,
          ),
          parameters: needed.map((property) => ({
            name: property,
            columns: [[columnOf(property, columns) ?? columnName(property)]],
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
  return [...new Set(names)].filter((name) => columns.some((column) => column.name === name));
}
