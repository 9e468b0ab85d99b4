import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRule } from '../src/sandbox/http/fault-rule.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import type { ConnectOptions } from '../src/session/connect-options.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { isLong, seed } from './support/run-seed.ts';

const logGroups = 'aws.logs.log_groups';
const images = 'aws.sagemaker.images';
const role = 'arn:aws:iam::123456789012:role/images';
const regions = ['us-east-1', 'eu-central-1'];

const orphans = `DELETE FROM aws.ec2.snapshots s WHERE OwnerIds = 'self' AND NOT EXISTS
  (SELECT 1 FROM aws.ec2.images m WHERE m.Owners = 'self' AND m.block_device_mappings::VARCHAR LIKE '%' || s.snapshot_id || '%')`;
const unkept = `DELETE FROM ${logGroups} WHERE retention_in_days IS NULL`;

// Each change is refused by AWS in the end, so that every try finds the same estate: its rows tell what was tried.
const changing = ['CreateResource', 'UpdateResource', 'DeleteResource', 'DeleteSnapshot', 'CreateImage'];
const keep = changing.map(
  (operation): FaultRule => ({ operation, error: { code: 'AccessDeniedException', message: 'Kept.' } }),
);

describe('a change never acts on what could not be read', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  const open = (options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: server.url,
      yes: true,
      connections: [{ name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions }],
      ...options,
    });
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant', populate: populateDemo });
    sky = await open();
    await sky.query(
      `INSERT INTO ${logGroups} (region, LogGroupName, RetentionInDays)
       SELECT region, 'group-' || i, CASE WHEN i % 4 > 0 THEN 30 END
       FROM range(12) t(i), (VALUES ('us-east-1'), ('eu-central-1')) AS places(region)`,
    );
    await sky.query(
      `INSERT INTO ${images} (region, ImageName, ImageRoleArn)
       SELECT region, 'group-' || i, $1 FROM range(4) t(i), (VALUES ('us-east-1'), ('eu-central-1')) AS places(region)`,
      [role],
    );
    server.sandbox.faults.set(keep);
  }, 60_000);
  afterEach(() => server.sandbox.faults.set(keep));
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  /** What a statement tries to change, or the code that it is refused with, and whether anything was sent. */
  async function tried(session: LanguageSession, sql: string) {
    const sent: string[] = [];
    const outcome = await session.db
      .query(sql, undefined, {
        onProgress: (update) => {
          if (update.kind === 'call' && changing.includes(update.call.operation)) sent.push(update.call.operation);
        },
      })
      .then(
        ({ rows }) =>
          rows.map(({ operation, identifier, region }) => `${operation} ${identifier} ${region}`).toSorted(),
        (error: { code: string; message: string }) => error,
      );
    return { outcome, sent };
  }
  const denied = (rule: Partial<FaultRule>): FaultRule => ({
    error: { code: 'AccessDeniedException', message: 'Not allowed.' },
    ...rule,
  });

  it.each([
    ['a region of a subquery', orphans, { operation: 'DescribeImages', region: 'eu-central-1' }],
    ['of some log groups their days', unkept, { operation: 'GetResource', rate: 0.3 }],
    ['a region of the resources themselves', unkept, { operation: 'ListResources', region: 'eu-central-1' }],
    [
      'a region of another table',
      `DELETE FROM ${images} USING ${logGroups} g WHERE image_name = g.log_group_name AND g.retention_in_days = 30`,
      { operation: 'GetResource', region: 'us-east-1' },
    ],
    [
      'a value to set',
      `UPDATE ${images} SET image_description = coalesce((SELECT max(retention_in_days)::VARCHAR FROM ${logGroups}), 'none')
       WHERE image_name = 'group-1'`,
      { operation: 'GetResource', rate: 0.3 },
    ],
    [
      'the source of what is created',
      `INSERT INTO ${images} (region, ImageName, ImageRoleArn)
       SELECT region, 'copy-' || log_group_name, '${role}' FROM ${logGroups} WHERE retention_in_days IS NULL`,
      { operation: 'GetResource', rate: 0.3 },
    ],
    [
      'an argument',
      `EXEC aws.ec2.images.image_Create @InstanceId = 'i-1', @region = 'us-east-1',
       @Name = (SELECT 'groups-' || count(*) FROM ${logGroups})`,
      { operation: 'ListResources', region: 'eu-central-1' },
    ],
  ])('is refused when it cannot read %s', async (_, sql, rule) => {
    server.sandbox.faults.set([...keep, denied(rule)]);
    for (const statement of [sql, `EXPLAIN ${sql}`]) {
      const { outcome, sent } = await tried(sky, statement);
      expect([outcome, sent]).toEqual([
        expect.objectContaining({
          code: 'INCOMPLETE',
          message: expect.stringMatching(/^Nothing was changed\..*Not allowed/s),
          hint: expect.stringContaining('--allow-partial'),
        }),
        [],
      ]);
    }
    await expect(sky.db.plan(sql)).rejects.toMatchObject({ code: 'INCOMPLETE' });
    expect((await sky.rows('SHOW WARNINGS')).map(({ code }) => code)).toContain('ACCESS_DENIED');
  });

  it('acts on what could be read when the session takes the risk, and a plan says that it was made so', async () => {
    const everything = (await tried(sky, unkept)).outcome as readonly string[];
    expect(everything).toHaveLength(6);
    server.sandbox.faults.set([...keep, denied({ operation: 'ListResources', region: 'eu-central-1' })]);
    const daring = await open({ allowPartial: true });
    const here = everything.filter((change) => change.endsWith('us-east-1'));
    expect((await tried(daring, unkept)).outcome).toEqual(here);
    const plan = await daring.db.plan(unkept);
    await daring.close();
    expect(plan.plan.unread).toEqual([expect.stringContaining('Not allowed')]);
    server.sandbox.faults.set(keep);
    await expect(sky.db.apply(plan)).rejects.toMatchObject({
      code: 'INCOMPLETE',
      message: expect.stringContaining('Not allowed'),
      hint: expect.stringContaining('--allow-partial'),
    });
    await sky.query('SET allow_partial = true');
    expect((await sky.db.apply(JSON.stringify(plan))).rows).toHaveLength(3);
    // Whether what the plan changes is still as it was has to be seen, whoever takes which risk.
    server.sandbox.faults.set([...keep, denied({ operation: 'GetResource', rate: 0.5 })]);
    await expect(sky.db.apply(plan)).rejects.toMatchObject({ code: 'INCOMPLETE' });
    await sky.query('RESET allow_partial');
  });

  it('is refused by tables that were filled with what could be read alone, until they are filled again', async () => {
    const fresh = await open();
    const broken = denied({ operation: 'ListResources', region: 'us-east-1' });
    const read = `SELECT log_group_name AS name FROM ${logGroups}`;
    server.sandbox.faults.set([...keep, broken]);
    const fill = [
      `CREATE TEMP TABLE made AS ${read}`,
      'CREATE TABLE copied AS SELECT * FROM made',
      'CREATE TABLE filled (name VARCHAR)',
      `INSERT INTO filled ${read}`,
      `CREATE MATERIALIZED VIEW kept AS ${read}`,
      'CREATE VIEW seen AS SELECT * FROM kept',
      'CREATE MACRO called() AS TABLE SELECT * FROM copied',
    ];
    for (const sql of fill) await fresh.query(sql);
    server.sandbox.faults.set(keep);
    const change = (table: string) => `DELETE FROM ${images} WHERE image_name NOT IN (SELECT name FROM ${table})`;
    for (const table of ['made', 'memory.main.copied', 'filled', 'kept', 'seen', 'called()']) {
      const { outcome, sent } = await tried(fresh, change(table));
      expect([table, outcome, sent]).toEqual([table, expect.objectContaining({ code: 'INCOMPLETE' }), []]);
      expect((await fresh.query(`SELECT count(*) FROM ${table}`)).warnings).toMatchObject([
        { code: 'UNREAD_ROWS', message: expect.stringContaining('Not allowed') },
      ]);
    }
    const mend = ['REFRESH MATERIALIZED VIEW kept', 'COMMENT ON TABLE filled IS NULL'];
    const inVain = ['BEGIN', "CREATE OR REPLACE TABLE copied AS SELECT 'one' AS name", 'ROLLBACK'];
    for (const sql of [...mend, ...inVain]) await fresh.query(sql);
    for (const [table, isWhole] of [
      ['seen', true],
      ['filled', true],
      ['called()', false],
    ] as const)
      expect([table, Array.isArray((await tried(fresh, change(table))).outcome)]).toEqual([table, isWhole]);
    await fresh.close();
  });

  it(`is refused with nothing sent, or acts as without faults, whatever fails (SEED=${seed})`, async () => {
    const rule = fc.record({
      operation: fc.constantFrom('DescribeImages', 'DescribeSnapshots', 'ListResources', 'GetResource', 'ListImages'),
      region: fc.option(fc.constantFrom(...regions), { nil: undefined }),
      rate: fc.constantFrom(0.1, 0.5, 1),
      times: fc.constantFrom(1, 2, 1000),
    });
    const statement = fc.constantFrom(
      orphans,
      unkept,
      `DELETE FROM ${logGroups} g WHERE g.log_group_name IN (SELECT image_name FROM ${images} i WHERE i.region = g.region)`,
      `DELETE FROM ${logGroups} WHERE log_group_name NOT IN (SELECT image_name FROM ${images} WHERE region = 'us-east-1')`,
      `DELETE FROM ${images} USING ${logGroups} g WHERE image_name = g.log_group_name AND coalesce(g.retention_in_days, 1) < 30`,
      `UPDATE ${images} i SET image_description = (SELECT 'of ' || count(*) FROM ${logGroups} g WHERE g.region = i.region)`,
      `INSERT INTO ${images} (region, ImageName, ImageRoleArn)
       SELECT region, 'copy-' || log_group_name, '${role}' FROM ${logGroups} WHERE retention_in_days IS DISTINCT FROM 30`,
    );
    const expected = new Map<string, unknown>();
    let refused = 0;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(statement, fc.array(rule, { minLength: 1, maxLength: 3 }), async (sql, rules) => {
        server.sandbox.faults.set(keep);
        if (!expected.has(sql)) expected.set(sql, (await tried(sky, sql)).outcome);
        server.sandbox.faults.set([...keep, ...rules.map(denied)]);
        const { outcome, sent } = await tried(sky, sql);
        if (Array.isArray(outcome)) {
          made++;
          expect(outcome).toEqual(expected.get(sql));
        } else {
          refused++;
          expect([sent, (outcome as { code: string }).code]).toEqual([
            [],
            expect.stringMatching(/^(INCOMPLETE|ACCESS_DENIED)$/),
          ]);
        }
      }),
      { numRuns: isLong ? 500 : 15, seed },
    );
    expect([...expected.values()].every((changes) => Array.isArray(changes) && changes.length > 0)).toBe(true);
    expect(Math.min(refused, made)).toBeGreaterThan(0);
  }, 300_000);
});
