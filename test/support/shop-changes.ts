import type { AccessPath, ColumnDescription, ResourceDescription } from '../../src/catalog/resource-description.ts';
import { sameJson } from '../../src/data/same-json.ts';
import type { Row, Value } from '../../src/data/value.ts';
import { SkyqlError } from '../../src/errors/skyql-error.ts';
import type { ChangeRequest, ChangeResult, PlannedChange } from '../../src/providers/change.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { withoutSecrets } from '../../src/providers/without-secrets.ts';

type Changing = Pick<Provider, 'changeForm' | 'plan' | 'apply' | 'expectedPermissions' | 'policy'>;

const call: AccessPath['call'] = {
  api: 'native',
  service: 'shop',
  operation: 'None',
  result: '',
  columns: {},
  inputs: {},
  filters: {},
};

function column(name: string, type: ColumnDescription['type'], rest: Partial<ColumnDescription> = {}) {
  return { name, type, description: `The ${name}.`, ...rest };
}

function path(method: string, kind: AccessPath['kind'], parameters: AccessPath['parameters']): AccessPath {
  const columns = ['shelf', 'number', 'title', 'size'];
  const permissions = [`shop:${method}`];
  return { method, kind, columns, parameters, filters: [], pageSize: 3, permissions, call };
}

function method(name: string, verb: ResourceDescription['methods'][number]['verb'], changes = true) {
  return { name, verb, requiredParameters: [], description: '', changes, permissions: [`shop:${name}`], call };
}

/** What of the shop can be changed: each card by its shelf and number. Its pin is taken and never told. */
export const cards: ResourceDescription = {
  provider: 'fake',
  service: 'shop',
  name: 'cards',
  title: 'Cards',
  description: 'Cards.',
  identifier: ['shelf', 'number'],
  columns: [
    column('shelf', 'string'),
    column('number', 'string'),
    column('title', 'string'),
    column('size', 'integer'),
    column('pin', 'string', { writeOnly: true }),
    column('region', 'string'),
    column('account_id', 'string'),
    column('connection', 'string'),
  ],
  methods: [
    method('list_cards', 'SELECT', false),
    method('create_card', 'INSERT'),
    method('update_card', 'UPDATE'),
    method('delete_card', 'DELETE'),
    method('stamp_cards', 'EXEC'),
    method('count_cards', 'EXEC', false),
  ],
  accessPaths: [
    path('list_cards', 'list', []),
    path('get_card', 'get', [{ name: 'data__Identifier', columns: [['shelf', 'number']], required: true, batch: 1 }]),
  ],
  permissions: {},
  relationships: [],
};

const settable = ['title', 'size', 'pin'];

export interface ShopCards {
  cards?: readonly Row[];
}

/** The changing side of the shop, over the cards that it is given. */
export function createShopChanges(shop: ShopCards): Changing {
  const allCards = () => shop.cards ?? [];
  const cardOf = ({ key = [], scope }: ChangeRequest) =>
    allCards().find((card) => card.shelf === key[0] && card.number === key[1] && card.region === scope.region);

  const plan = (request: ChangeRequest): PlannedChange => {
    const { kind, key, values } = request;
    const permissions = [{ resource: 'fake.shop.cards', method: request.method, actions: [`shop:${request.method}`] }];
    const named = { ...request, ...(key && { identifier: key.join('/') }), permissions };
    if (kind === 'delete') return { ...named, note: `delete ${key?.join('/')}` };
    if (kind === 'execute') return { ...named, note: `stamp ${JSON.stringify(values)}` };
    const after = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, coerced(name, value)]));
    const secrets = 'pin' in values ? { secrets: ['/after/pin', '/values/pin'] } : {};
    const shown = JSON.stringify(withoutSecrets({ ...secrets, after }).after);
    if (kind === 'create') {
      const missing = ['shelf', 'number'].filter((name) => !(name in values));
      if (missing.length > 0) throw new SkyqlError('MISSING_PARAMETER', `A card needs ${missing.join(', ')}.`);
      return { ...named, after, ...secrets, note: `create ${shown}` };
    }
    const card = cardOf(request);
    if (card === undefined) throw new SkyqlError('RESOURCE_NOT_FOUND', `There is no card ${named.identifier}.`);
    const { pin: _, ...told } = card;
    const touched = Object.keys(after).filter((name) => name in told);
    const before = Object.fromEntries(touched.map((name) => [name, told[name] ?? null]));
    const unchanged = Object.entries(after).every(([name, value]) => sameJson(before[name], value));
    return { ...named, before, after, ...secrets, ...(unchanged && { unchanged }), note: `set ${shown}` };
  };

  const apply = (change: PlannedChange): ChangeResult => {
    const { kind, key, scope, after = {} } = change;
    const card = cardOf(change);
    const done = { status: 'SUCCESS', identifier: change.identifier, key } as const;
    if (kind === 'execute') return { status: 'SUCCESS', rows: [{ cards: allCards().length }] };
    if (kind === 'create') {
      const own = [String(after.shelf), String(after.number)];
      if (cardOf({ ...change, key: own }) !== undefined) return refused('AlreadyExists', 'There is such a card.');
      shop.cards = [...allCards(), { title: null, size: null, pin: null, ...after, region: scope.region }];
      return { ...done, key: own, identifier: own.join('/') };
    }
    if (card === undefined) return refused('NotFound', 'There is no such card.');
    shop.cards = allCards().flatMap((one) =>
      one === card ? (kind === 'delete' ? [] : [{ ...card, ...after }]) : [one],
    );
    return done;
  };

  return {
    async changeForm({ kind, names }) {
      for (const name of names) {
        const allowed = kind === 'create' ? ['shelf', 'number', ...settable] : settable;
        if (!allowed.includes(name.toLowerCase()))
          throw new SkyqlError('UNKNOWN_COLUMN', `A card has no ${name} that can be set.`);
      }
      return { names: names.map((name) => name.toLowerCase()), columns: [] };
    },
    plan: async (requests) => requests.map(plan),
    apply: async (change) => apply(change),
    expectedPermissions: async ({ method: name }) => [
      { resource: 'fake.shop.cards', method: name, actions: [`shop:${name}`] },
    ],
    policy(needs) {
      const document = { may: [...new Set(needs.flatMap(({ actions }) => actions))].sort() };
      return { title: 'House rules', document, documents: [document], uncertain: [] };
    },
  };
}

function coerced(name: string, value: Value): Value {
  if (name !== 'size' || value === null || typeof value === 'number') return value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new SkyqlError('INVALID_VALUE', `The size ${JSON.stringify(value)} is no whole number.`);
}

function refused(errorCode: string, message: string): ChangeResult {
  return { status: 'FAILED', errorCode, message };
}
