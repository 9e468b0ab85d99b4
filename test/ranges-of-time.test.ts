import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { isLong, seed } from './support/run-seed.ts';

// What a range of time lets through is the same whether the API is told of it or not: of a column in an expression it is not told.

const reads = [
  { name: 'aws.ec2.images', id: 'image_id', column: 'creation_date', where: "Owners = 'self'" },
  { name: 'aws.ec2.instances', id: 'instance_id', column: 'launch_time', where: 'true' },
  { name: 'aws.sagemaker.images', id: 'image_arn', column: 'creation_time', where: 'true' },
] as const;
type Read = (typeof reads)[number];

let db: Database;
const moments = new Map<string, readonly number[]>();
beforeAll(async () => {
  db = await connect({ sandbox: true, yes: true });
  await db.query("SET TimeZone = 'UTC'");
  for (const { name, column, where } of reads) {
    const { rows } = await db.query(`SELECT DISTINCT epoch_ms(${column}) AS at FROM ${name} WHERE ${where}`);
    moments.set(
      name,
      rows.map(({ at }) => Number(at)),
    );
  }
});
afterAll(() => db.close());

const ids = async ({ name, id, where }: Read, condition: string): Promise<readonly Row[]> =>
  (await db.query(`SELECT ${id} FROM ${name} WHERE ${where} AND ${condition} ORDER BY 1`)).rows;

const end = fc.record({
  of: fc.nat(),
  // At a moment of a row, beside it, and somewhere else.
  by: fc.oneof(
    fc.constantFrom(0, 0, 1, -1, 999, -999, 1000, -1001, 60_000, -60_000),
    fc.integer({ min: -4e9, max: 4e9 }),
  ),
  zone: fc.constantFrom(0, 60, -330, 840),
});

describe(`ranges of time (SEED=${seed})`, () => {
  it.each(reads)('$name by $column', async (read) => {
    const known = moments.get(read.name) ?? [];
    const textOf = ({ of, by, zone }: { readonly of: number; readonly by: number; readonly zone: number }) => {
      const local = new Date((known[of % Math.max(1, known.length)] ?? 0) + by + zone * 60_000);
      const sign = zone < 0 ? '-' : '+';
      const [hours, minutes] = [Math.floor(Math.abs(zone) / 60), Math.abs(zone) % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      return `TIMESTAMPTZ '${local.toISOString().replace('Z', '')}${sign}${hours}:${minutes}'`;
    };
    const bound = fc.record({ end, operator: fc.constantFrom('<', '<=', '>', '>=', '=') });
    await fc.assert(
      fc.asyncProperty(fc.array(bound, { minLength: 1, maxLength: 3 }), async (bounds) => {
        const said = (column: string) =>
          bounds.map((own) => `${column} ${own.operator} ${textOf(own.end)}`).join(' AND ');
        expect(await ids(read, said(read.column))).toEqual(
          await ids(read, said(`(${read.column} + INTERVAL 0 SECOND)`)),
        );
      }),
      { numRuns: isLong ? 300 : 4, seed },
    );
  });

  it('the API is told of both ends', async () => {
    const told = async (sql: string) =>
      (await db.query(`EXPLAIN ${sql}`)).rows
        .map(({ filters }) => filters)
        .find((filters) => String(filters).includes('range'));
    const between = "BETWEEN '2026-11-01' AND '2026-11-30'";
    for (const { name, column, where } of reads)
      expect(await told(`SELECT count(*) FROM ${name} WHERE ${where} AND ${column} ${between}`)).toContain(
        `${column} range 2026-11-01T00:00:00.000Z, 2026-11-30T00:00:00.000Z`,
      );
  });
});
