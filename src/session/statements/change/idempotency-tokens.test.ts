import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../../providers/change.ts';
import { idempotencyTokens } from './idempotency-tokens.ts';

function change(values: PlannedChange['values'], rest: Partial<PlannedChange> = {}): PlannedChange {
  return {
    kind: 'create',
    resource: { provider: 'aws', service: 'ec2', resource: 'vpcs' },
    scope: { connection: 'default', region: 'us-east-1' },
    method: 'create_resource',
    values,
    note: '',
    permissions: [],
    wait: true,
    ...rest,
  };
}

describe('idempotencyTokens', () => {
  it('makes the same again of the same, in whatever order, and others of others', async () => {
    const rows = [
      change({ a: 1, b: 2 }),
      change({ a: 2 }),
      change({ b: 2, a: 1 }),
      change({ a: 1, b: 2 }, { kind: 'execute' }),
    ];
    const tokens = await idempotencyTokens('key', 'INSERT', rows);
    for (const token of tokens)
      expect(token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(tokens).size).toBe(4);
    const again = await idempotencyTokens('key', 'INSERT', rows.toReversed());
    expect(new Set(again)).toEqual(new Set(tokens));
    for (const other of [
      await idempotencyTokens('other', 'INSERT', rows),
      await idempotencyTokens('key', 'insert', rows),
    ])
      for (const token of other) expect(tokens).not.toContain(token);
    const elsewhere = await idempotencyTokens('key', 'INSERT', [
      change({ a: 2 }, { scope: { connection: 'default', region: 'eu-west-1' } }),
    ]);
    expect(tokens).not.toContain(elsewhere[0]);
  });

  it('tells secrets apart as everything else', async () => {
    const secret = (password: string) => change({ password }, { secrets: ['/values/password'] });
    const [one, two] = await Promise.all(['a', 'b'].map((own) => idempotencyTokens('key', 'INSERT', [secret(own)])));
    expect(one).not.toEqual(two);
    expect(await idempotencyTokens('key', 'INSERT', [secret('a')])).toEqual(one);
  });

  it('gives none to what does the same again by itself', async () => {
    const deleted = change({}, { kind: 'delete', key: ['vpc-1'] });
    const updated = change({ a: 1 }, { kind: 'update', key: ['vpc-1'], patch: [] });
    const patched = change(
      { a: 1 },
      { kind: 'update', key: ['vpc-1'], patch: '[{"op":"add","path":"/Tags/-","value":{}}]' },
    );
    const [first, second, third] = await idempotencyTokens('key', 'UPDATE', [deleted, updated, patched]);
    expect([first, second]).toEqual([undefined, undefined]);
    expect(third).toBeDefined();
  });
});
