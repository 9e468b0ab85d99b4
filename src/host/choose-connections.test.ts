import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../test/support/shop-provider.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Connection, Provider } from '../providers/provider.ts';
import { chooseConnections } from './choose-connections.ts';
import { type ConnectionChoice, fits, mayFit, means } from './connection-choice.ts';

const connections: readonly Connection[] = [
  { name: 'dev', regions: [], tags: { env: 'dev' }, accountId: '111111111111' },
  { name: 'prod-eu', regions: [], tags: { env: 'prod', team: '' } },
  { name: 'prod-us', regions: [], tags: { env: 'production' }, accountId: '333333333333' },
  { name: 'broken', regions: [] },
];
const accounts: Readonly<Record<string, string>> = { 'prod-eu': '222222222222' };

function provider(): { readonly provider: Provider; readonly asked: string[] } {
  const asked: string[] = [];
  const own = createShop({ items: [], parts: [] }).provider;
  return {
    asked,
    provider: {
      ...own,
      connections,
      async accountId(name) {
        asked.push(name);
        const account = accounts[name];
        if (account === undefined) throw new SkyqlError('NO_CREDENTIALS', `${name} has none.`);
        return account;
      },
    },
  };
}

const any = { mayBegin: () => true };
const groups = { production: ['prod-*'], most: ['production', 'dev'] };

async function chosen(choice: ConnectionChoice) {
  const { provider: own, asked } = provider();
  const failures: string[] = [];
  const found = await chooseConnections(own, choice, groups).findConnections?.(any, {
    onUnreadable: ({ message }) => failures.push(message),
  });
  return { names: found?.map(({ name }) => name), asked, failures };
}

describe('chooseConnections', () => {
  it('leaves a provider as it is where nothing is chosen', () => {
    const { provider: own } = provider();
    expect(chooseConnections(own, {}, groups)).toBe(own);
  });

  it.each<[ConnectionChoice, readonly string[]]>([
    [{ connections: ['dev'] }, ['dev']],
    [{ connections: ['prod-*'] }, ['prod-eu', 'prod-us']],
    [{ connections: ['production'] }, ['prod-eu', 'prod-us']],
    [{ connections: ['most'] }, ['dev', 'prod-eu', 'prod-us']],
    [{ connections: ['*-us', 'dev'] }, ['dev', 'prod-us']],
    [{ accounts: ['tag:env=prod'] }, ['prod-eu']],
    [{ accounts: ['tag:env=prod*'] }, ['prod-eu', 'prod-us']],
    [{ accounts: ['tag:team'] }, ['prod-eu']],
    [{ accounts: ['tag:env=dev', 'tag:team='] }, ['dev', 'prod-eu']],
    [{ connections: ['production'], accounts: ['tag:env=prod'] }, ['prod-eu']],
  ])('chooses %j and asks nobody', async (choice, names) => {
    expect(await chosen(choice)).toEqual({ names, asked: [], failures: [] });
  });

  it('asks for the accounts that are not known alone, and tells those that do not say theirs', async () => {
    expect(await chosen({ accounts: ['222222222222', '333333333333'] })).toEqual({
      names: ['prod-eu', 'prod-us'],
      asked: ['prod-eu', 'broken'],
      failures: ['broken has none.'],
    });
    expect(await chosen({ connections: ['prod-us', 'dev'], accounts: ['333333333333'] })).toMatchObject({
      names: ['prod-us'],
      asked: [],
    });
  });

  it.each<[ConnectionChoice, string, RegExp]>([
    [{ connections: ['prd-eu'] }, 'UNKNOWN_CONNECTION', /Did you mean prod-eu/],
    [{ connections: ['prod-eu', 'nobody'] }, 'UNKNOWN_CONNECTION', /There are: dev, prod-eu/],
    [{ connections: ['qa-*'] }, 'UNKNOWN_CONNECTION', /There are: dev, prod-eu/],
    [{ accounts: ['tag:env=qa'] }, 'UNKNOWN_CONNECTION', /There are: dev, prod-eu/],
    [{ accounts: ['123'] }, 'INVALID_OPTION', /twelve digits/],
    [{ accounts: ['tag:=x'] }, 'INVALID_OPTION', /tag:KEY/],
  ])('refuses %j', async (choice, code, hint) => {
    const failure = await chosen(choice).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  it('may fit whatever begins a name that fits', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*') });
    fc.assert(
      fc.property(text, text, fc.nat(8), (pattern, name, length) => {
        fc.pre(means(pattern, name));
        return mayFit(pattern, name.slice(0, length));
      }),
    );
    expect(mayFit('prod', 'company/')).toBe(false);
    expect(mayFit('com*', 'company/')).toBe(true);
    expect(fits('a.c', 'abc')).toBe(false);
  });
});
