import { isName } from '../sql/token.ts';
import { queryWords } from './keywords.ts';
import { type Item, isGroup, isWordItem, tokenOf } from './levels.ts';
import { keywords, queryWants } from './query-wants.ts';
import type { Want } from './want.ts';

const madeThings = [
  'VIEW',
  'TABLE',
  'MATERIALIZED VIEW',
  'TEMP TABLE',
  'TEMP VIEW',
  'OR REPLACE',
  'SCHEMA',
  'SEQUENCE',
  'INDEX',
  'UNIQUE INDEX',
  'TYPE',
  'MACRO',
  'FUNCTION',
];
const droppedThings = [
  'TABLE',
  'VIEW',
  'MATERIALIZED VIEW',
  'SCHEMA',
  'SEQUENCE',
  'INDEX',
  'TYPE',
  'MACRO',
  'FUNCTION',
];
const localTables: Want = { kind: 'tables', parts: [], of: 'local' };

/** Statements that concern the session's own database. */
export const localWants: Readonly<Record<string, (items: readonly Item[]) => readonly Want[]>> = {
  create: createWants,
  drop: dropWants,
  refresh: (items) => {
    if (items.length === 1) return [keywords('MATERIALIZED VIEW')];
    if (items.length === 2) return [keywords('VIEW')];
    return items.length === 3 ? [localTables] : [];
  },
  copy: copyWants,
  alter: alterWants,
  truncate: ([, second]) => (second === undefined ? [localTables, keywords('TABLE')] : []),
  detach: () => [],
  attach: () => [],
  pragma: ([, second]) => (second === undefined ? [{ kind: 'settings' }] : []),
  call: ([, second]) => (second === undefined ? [{ kind: 'functions', of: 'from' }] : []),
};

function createWants(items: readonly Item[]): readonly Want[] {
  const as = items.findIndex((item) => isWordItem(item, 'as'));
  if (as !== -1) {
    const query = items.slice(as + 1);
    return query.length === 0 ? [keywords(...queryWords)] : queryWants(query, ['WITH DATA', 'WITH NO DATA']);
  }
  const last = items.at(-1);
  if (isWordItem(last, 'create')) return [keywords(...madeThings)];
  if (isWordItem(last, 'or')) return [keywords('REPLACE')];
  if (isWordItem(last, 'replace', 'temp', 'temporary'))
    return [keywords(...madeThings.filter((one) => one !== 'OR REPLACE'), 'TEMP')];
  if (isWordItem(last, 'materialized')) return [keywords('VIEW')];
  if (isWordItem(last, 'unique')) return [keywords('INDEX')];
  if (isWordItem(last, 'view', 'table', 'schema', 'sequence', 'index', 'type', 'macro', 'function'))
    return [keywords('IF NOT EXISTS')];
  if (isWordItem(last, 'if')) return [keywords('NOT EXISTS')];
  if (isWordItem(last, 'not')) return [keywords('EXISTS')];
  if (isWordItem(last, 'on')) return [localTables];
  return isName(tokenOf(last)) || isGroup(last) ? [keywords('AS', 'ON')] : [];
}

function dropWants(items: readonly Item[]): readonly Want[] {
  const last = items.at(-1);
  if (items.length === 1) return [keywords(...droppedThings)];
  if (isWordItem(last, 'materialized')) return [keywords('VIEW')];
  if (isWordItem(last, 'if')) return [keywords('EXISTS')];
  if (isWordItem(last, 'exists')) return [localTables];
  if (items.length <= 3 && isWordItem(last, 'table', 'view')) return [localTables, keywords('IF EXISTS')];
  if (items.length === 2) return [keywords('IF EXISTS')];
  return [keywords('CASCADE')];
}

function copyWants(items: readonly Item[]): readonly Want[] {
  const last = items.at(-1);
  if (items.length === 1) return [localTables];
  if (isWordItem(last, 'to', 'from')) return [];
  const hasDirection = items.some((item) => isWordItem(item, 'to', 'from'));
  return hasDirection ? [keywords('WITH')] : [keywords('TO', 'FROM')];
}

function alterWants(items: readonly Item[]): readonly Want[] {
  const last = items.at(-1);
  if (items.length === 1) return [keywords('TABLE', 'VIEW')];
  if (items.length === 2) return [localTables];
  if (items.length === 3) return [keywords('ADD COLUMN', 'DROP COLUMN', 'RENAME TO', 'RENAME COLUMN', 'ALTER COLUMN')];
  if (isWordItem(last, 'add', 'drop', 'alter')) return [keywords('COLUMN')];
  return isWordItem(last, 'rename') ? [keywords('TO', 'COLUMN')] : [];
}
