import fc from 'fast-check';
import type { ShopCards } from '../support/shop-changes.ts';
import { createShop } from '../support/shop-provider.ts';
import { describeProvider } from './describe-provider.ts';

const resource = { provider: 'fake', service: 'shop', resource: 'cards' };

describeProvider('of the tests', {
  async open() {
    const cards: ShopCards = {};
    const data = { items: [], parts: [], ...cards };
    const { provider } = createShop(data);
    return { provider, scope: { connection: 'main', region: 'north' }, close: () => provider.close() };
  },
  resource,
  methods: { create: 'create_card', update: 'update_card', delete: 'delete_card', list: 'list_cards' },
  newValues: (number) => ({ shelf: 'a', number: String(number), title: `card ${number}` }),
  updates: fc.record(
    { title: fc.option(fc.string()), size: fc.oneof(fc.nat(), fc.nat().map(String)) },
    { requiredKeys: ['title'] },
  ),
  invalid: { shelf: 'a', number: '1', size: 'wide' },
  secret: {
    resource,
    method: 'create_card',
    values: { shelf: 'a', number: 'secret', pin: 'hunter2' },
    text: 'hunter2',
  },
  call: { method: 'count_cards', values: {} },
});
