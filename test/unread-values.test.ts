import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';

const groups = 'aws.logs.log_groups';
const images = 'aws.sagemaker.images';
const role = 'arn:aws:iam::123456789012:role/images';

// Of twelve log groups the call for the rest of their columns fails for some: the sandbox's seed draws the same ones each time.
const denied = {
  service: 'cloudcontrol',
  operation: 'GetResource',
  error: { code: 'AccessDeniedException', message: 'Not this one.' },
};

describe('a value that could not be read', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    sky = await openLanguage({
      endpoint: server.url,
      connections: [
        { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
    });
    await sky.query(
      `INSERT INTO ${groups} (LogGroupName, RetentionInDays)
       SELECT 'group-' || i, CASE WHEN i % 3 > 0 THEN 30 END FROM range(10, 22) t(i)`,
    );
    await sky.query(
      `INSERT INTO ${images} (ImageName, ImageRoleArn, ImageDescription) VALUES ('group-10', $1, '30'), ('other', $1, 'x')`,
      [role],
    );
  });
  afterEach(() => server.sandbox.faults.clear());
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  /** A statement's rows while the calls for so many log groups fail, and what its warnings say after the fault itself. */
  async function asked(sql: string, times: number) {
    server.sandbox.faults.set([{ ...denied, times }]);
    const { rows, warnings } = await sky.query(sql);
    return {
      rows,
      told: warnings.map(({ calls, rows: about, message }) => [
        calls,
        about,
        message.split('(AccessDeniedException). ')[1],
      ]),
    };
  }

  it('is NULL where it is only shown, and the warning says in how many rows', async () => {
    const { rows, told } = await asked(`SELECT log_group_name, retention_in_days FROM ${groups} ORDER BY 1`, 4);
    expect(rows).toHaveLength(12);
    expect(told).toEqual([[4, 4, '4 calls failed; retention_in_days is NULL in 4 rows.']]);
  });

  it.each([
    ['retention_in_days IS NULL', 4],
    ['retention_in_days IS DISTINCT FROM 30', 4],
    ['coalesce(retention_in_days, 1) = 1', 4],
    ["CASE WHEN log_group_name = 'none' THEN true ELSE retention_in_days IS NULL END", 4],
    ['NOT coalesce(retention_in_days > 1, false)', 4],
  ])('keeps a row out of WHERE %s, and the warning counts such rows', async (where, most) => {
    const { rows, told } = await asked(`SELECT log_group_name FROM ${groups} WHERE ${where}`, 5);
    expect(rows.length).toBeLessThanOrEqual(most);
    expect(told).toEqual([[5, 5, '5 calls failed; 5 rows are left out, whose retention_in_days the conditions need.']]);
    const everything = await sky.values(`SELECT log_group_name FROM ${groups} WHERE retention_in_days IS NULL`);
    for (const { log_group_name } of rows) expect(everything).toContain(log_group_name);
  });

  it('does not count rows that are none of the answer whatever it is', async () => {
    const { told } = await asked(
      `SELECT log_group_name FROM ${groups} WHERE log_group_name LIKE '%0' AND retention_in_days IS NULL`,
      100,
    );
    expect(told).toEqual([[2, 2, '2 calls failed; 2 rows are left out, whose retention_in_days the conditions need.']]);
  });

  it('keeps a row out wherever a condition stands', async () => {
    const statements = [
      `SELECT count(*) FROM ${groups} WHERE retention_in_days IS NULL`,
      `SELECT log_group_name, count(*) FROM ${groups} GROUP BY 1 HAVING max(retention_in_days) IS NULL`,
      `WITH g AS (SELECT * FROM ${groups}) SELECT * FROM g WHERE retention_in_days IS NULL`,
      `SELECT log_group_name FROM ${groups} QUALIFY row_number() OVER (ORDER BY retention_in_days) < 99`,
      `SELECT g.log_group_name FROM ${groups} g JOIN ${images} i ON g.retention_in_days::VARCHAR = i.image_description`,
      `SELECT log_group_name FROM ${groups} g WHERE NOT EXISTS
         (SELECT 1 FROM ${images} i WHERE i.image_description = g.retention_in_days::VARCHAR)`,
      `SELECT log_group_name FROM ${groups} WHERE retention_in_days::VARCHAR NOT IN (SELECT image_description FROM ${images})`,
      `SELECT log_group_name FROM ${groups} g LEFT JOIN ${images} i ON g.retention_in_days::VARCHAR = i.image_description
         WHERE i.image_name IS NULL`,
      `SELECT log_group_name FROM (SELECT *, retention_in_days * 2 AS twice FROM ${groups}) WHERE twice IS NULL`,
      `SELECT retention_in_days FROM ${groups} EXCEPT SELECT 30`,
    ];
    for (const sql of statements) {
      const { told } = await asked(sql, 3);
      expect([sql, told]).toEqual([
        sql,
        [[3, 3, '3 calls failed; 3 rows are left out, whose retention_in_days the conditions need.']],
      ]);
    }
  });

  it('keeps no row out where no condition needs it', async () => {
    const statements = [
      `SELECT retention_in_days, count(*) FROM ${groups} GROUP BY 1`,
      `SELECT log_group_name FROM ${groups} ORDER BY retention_in_days`,
      `SELECT retention_in_days FROM ${groups} WHERE log_group_name LIKE 'group-%'`,
      `SELECT g.retention_in_days FROM ${groups} g LEFT JOIN ${images} i ON i.image_name = g.log_group_name`,
      `SELECT max(retention_in_days) OVER () FROM ${groups}`,
      `SELECT retention_in_days IS NULL FROM ${groups}`,
      `SELECT retention_in_days::VARCHAR IN (SELECT image_description FROM ${images}) FROM ${groups}`,
    ];
    for (const sql of statements) {
      const { told } = await asked(sql, 3);
      expect([sql, told]).toEqual([sql, [[3, 3, '3 calls failed; retention_in_days is NULL in 3 rows.']]]);
    }
  });

  it('leaves out as many rows of a result that streams, and of two uses of a resource each its own', async () => {
    server.sandbox.faults.set([{ ...denied, times: 5 }]);
    const found: unknown[] = [];
    for await (const row of sky.db.stream(`SELECT log_group_name FROM ${groups} WHERE retention_in_days IS NULL`))
      found.push(row);
    expect(found.length).toBeLessThanOrEqual(4);
    const { rows } = await asked(
      `SELECT (SELECT count(retention_in_days) FROM ${groups}) + (SELECT count(*) FROM ${groups} WHERE log_group_name LIKE '%') AS all,
         (SELECT count(*) FROM ${groups} WHERE retention_in_days IS NULL) AS unkept`,
      100,
    );
    expect(rows).toEqual([{ all: 12, unkept: 0 }]);
  });

  it('is told by SHOW WARNINGS with its figures', async () => {
    await asked(`SELECT log_group_name FROM ${groups} WHERE retention_in_days IS NULL`, 2);
    expect(await sky.rows('SELECT 1')).toHaveLength(1);
    await asked(`SELECT log_group_name FROM ${groups} WHERE retention_in_days IS NULL`, 2);
    expect(await sky.rows('SHOW WARNINGS')).toMatchObject([{ code: 'ACCESS_DENIED', calls: 2, rows: 2 }]);
  });
});
