import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parameters } from '../../src/session/database.ts';
import { collect, type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';
const checkout = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';

describe('parameters', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  it.each<[string, Parameters, unknown[]]>([
    ['SELECT $1 || $2 || $1', ['a', 'b'], ['aba']],
    ['SELECT ? || ?', ['a', 'b'], ['ab']],
    ['SELECT $name || $other', { name: 'a', other: 'b' }, ['ab']],
    ['SELECT :name', { name: 'a' }, ['a']],
    ['SELECT $1 + 1', [41], [42]],
    ['SELECT typeof($1)', [1.5], ['DOUBLE']],
    ['SELECT $1', [9_007_199_254_740_993n], ['9007199254740993']],
    ['SELECT $1', [true], [true]],
    ['SELECT $1 IS NULL', [null], [true]],
    ['SELECT $1', [new Date('2026-11-21T10:00:00Z')], ['2026-11-21T10:00:00Z']],
    ["SELECT list_contains($1, 'b')", [['a', 'b']], [true]],
    ['SELECT $1', ['it\'s; -- $2 "quoted"'], ['it\'s; -- $2 "quoted"']],
    ["SELECT '$1' || $1", ['a'], ['$1a']],
  ])('%s', async (sql, parameters, expected) => {
    expect(await sky.values(sql, parameters)).toEqual(expected);
  });

  it('bind keys, filters and places as if they were written out', async () => {
    const { rows, statistics } = await sky.query(`SELECT name FROM ${pipelines} WHERE arn = ? AND region = ?`, [
      checkout,
      'us-east-1',
    ]);
    expect(rows).toEqual([{ name: 'checkout-web-al2023-x86' }]);
    expect(statistics.calls).toBe(1);
    expect(
      await sky.values(`SELECT name FROM ${pipelines} WHERE tags ->> 'team' = $team AND region = $region`, {
        team: 'data',
        region: 'us-east-1',
      }),
    ).toEqual(['batch-worker-al2023-arm64']);
    expect(await sky.values(`SELECT name FROM ${pipelines} WHERE arn IN (SELECT unnest($1))`, [[checkout]])).toEqual([
      'checkout-web-al2023-x86',
    ]);
    expect(await sky.values(`SELECT name FROM ${pipelines} WHERE name LIKE $1 || '%' LIMIT $2`, ['batch', 1])).toEqual([
      'batch-worker-al2023-arm64',
    ]);
  });

  it('stand in changes and in streams', async () => {
    await sky.query('INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ($name, $role)', {
      name: 'bound',
      role: 'arn:aws:iam::123456789012:role/r',
    });
    await sky.query('UPDATE aws.sagemaker.images SET image_description = $2 WHERE image_name = $1', ['bound', "it's"]);
    expect(
      await collect(
        sky.db.stream('SELECT image_description AS d FROM aws.sagemaker.images WHERE image_name = $1', ['bound']),
      ),
    ).toEqual([{ d: "it's" }]);
    expect(await sky.rows('DELETE FROM aws.sagemaker.images WHERE image_name = ?', ['bound'])).toMatchObject([
      { status: 'SUCCESS' },
    ]);
  });

  it('are refused where they have no value, and forgotten afterwards', async () => {
    expect(await sky.failure('SELECT $2', ['a'])).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      position: { line: 1, column: 8 },
    });
    expect(await sky.failure('SELECT $1')).toMatchObject({ code: 'UNKNOWN_PARAMETER' });
    expect(await sky.failure('SELECT $name', { other: 1 })).toMatchObject({ code: 'UNKNOWN_PARAMETER' });
  });
});
