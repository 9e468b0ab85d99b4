import type { PlanType } from './duckdb-plan.ts';

/** The name of a type, as CAST takes it; undefined of a kind that is not read. */
export function renderType({ id, type_info: info }: PlanType): string | undefined {
  const { alias, width, scale, child_type: child } = (info ?? {}) as TypeInfo;
  if (alias === 'JSON') return 'JSON';
  if (alias !== undefined && alias !== '') return undefined;
  if (id === 'DECIMAL') return width === undefined || scale === undefined ? undefined : `DECIMAL(${width}, ${scale})`;
  if (id === 'LIST') {
    const element = child === undefined ? undefined : renderType(child);
    return element === undefined ? undefined : `${element}[]`;
  }
  return names.has(id) ? id : undefined;
}

interface TypeInfo {
  readonly alias?: string;
  readonly width?: number;
  readonly scale?: number;
  readonly child_type?: PlanType;
}

const names: ReadonlySet<string> = new Set([
  'VARCHAR',
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'FLOAT',
  'DOUBLE',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
  'DATE',
  'TIME',
  'INTERVAL',
]);
