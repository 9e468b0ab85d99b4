import { isBehindOperand, operatorsBehind, qualifierAt } from './expression-wants.ts';
import { queryWords } from './keywords.ts';
import { type Item, isWordItem, tokenOf } from './levels.ts';
import { keywords, queryWants } from './query-wants.ts';
import type { Want } from './want.ts';

const showSubjects = [
  'RESOURCES IN',
  'SERVICES IN',
  'METHODS IN',
  'PROVIDERS',
  'INSERT INTO',
  'PERMISSIONS IN',
  'RELATIONSHIPS IN',
  'CONNECTIONS',
  'WARNINGS',
  'REQUESTS',
  'LIMITS',
  'CACHE',
  'VERSION',
  'EXTENDED',
  'TABLES',
  'ALL TABLES',
  'DATABASES',
];
const showsAll = ['providers', 'connections', 'auth', 'warnings', 'requests', 'limits', 'cache', 'version'];
/** The columns of what SHOW lists. */
export const showColumns: Readonly<Record<string, readonly string[]>> = {
  services: ['id', 'name', 'title', 'description'],
  resources: ['name', 'id', 'description'],
  methods: ['MethodName', 'RequiredParams', 'SQLVerb', 'description'],
  permissions: ['operation', 'actions', 'note'],
  relationships: ['column', 'references', 'referenced_by'],
  providers: ['name', 'version', 'description'],
  connections: ['name', 'provider', 'account_id', 'regions', 'profile', 'role', 'endpoint', 'tags'],
  limits: [
    ...['name', 'source', 'holds_for', 'counts_by', 'at_once', 'per_second', 'burst', 'adapts', 'account', 'region'],
    ...['service', 'operation', 'in_use', 'waiting', 'rate', 'calls', 'throttled'],
  ],
  cache: ['connection', 'account', 'region', 'service', 'operation', 'arguments', 'age', 'hits', 'bytes'],
  warnings: ['code', 'message', 'hint', 'connection', 'region', 'service', 'operation', 'request_id', 'calls', 'rows'],
  requests: [
    ...['connection', 'region', 'service', 'operation', 'status', 'attempt', 'milliseconds', 'waited', 'bytes'],
    ...['error', 'request_id'],
  ],
};

/** `SHOW METHODS IN aws.ec2.images WHERE ...`. */
export function showWants(all: readonly Item[]): readonly Want[] {
  const items = all.filter((item, index) => !(index === 1 && isWordItem(item, 'extended')));
  const subject = tokenOf(items[1])?.text.toLowerCase();
  if (subject === undefined) return [keywords(...showSubjects.slice(0, all.length > 1 ? 6 : undefined))];
  const where = items.findIndex((item) => isWordItem(item, 'where'));
  if (where !== -1) {
    const condition = items.slice(where + 1);
    if (isBehindOperand(condition)) return [keywords(...operatorsBehind(condition))];
    return [
      { kind: 'names', names: showColumns[subject] ?? ['name'] },
      { kind: 'functions', of: 'expression' },
    ];
  }
  const place = items.findIndex((item) => isWordItem(item, 'in', 'from', 'for', 'into'));
  if (place === -1) {
    if (subject === 'insert') return [keywords('INTO')];
    return [keywords(...(showsAll.includes(subject) ? [] : ['IN']), 'LIKE', 'WHERE', 'EXTENDED')];
  }
  const parts = place === items.length - 1 ? [] : qualifierAt(items.slice(place + 1));
  if (parts === undefined) return [keywords('LIKE', 'WHERE', 'EXTENDED')];
  if (subject === 'services' || subject === 'resources') return [{ kind: 'services', parts }];
  return [{ kind: 'tables', parts, of: 'catalog' }];
}

/** `DESCRIBE METHOD EXTENDED aws.ec2.images.image_Copy`. */
export function describeWants(items: readonly Item[]): readonly Want[] {
  const rest = items.slice(1).filter((item) => !isWordItem(item, 'extended'));
  const isMethod = isWordItem(rest[0], 'method');
  const name = isMethod ? rest.slice(1) : rest;
  if (isWordItem(rest[0], 'select', 'with', 'from', 'values')) return queryWants(rest);
  const parts = name.length === 0 ? [] : qualifierAt(name);
  if (parts === undefined) return items.some((item) => isWordItem(item, 'extended')) ? [] : [keywords('EXTENDED')];
  return [
    ...(isMethod ? [{ kind: 'methods', parts } as const] : []),
    { kind: 'tables', parts, of: isMethod ? 'catalog' : 'query' },
    ...(name.length === 0 ? [keywords('EXTENDED', ...(isMethod ? [] : ['METHOD', ...queryWords]))] : []),
  ];
}
