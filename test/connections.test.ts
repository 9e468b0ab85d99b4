import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionOptions, HostOptions } from '../src/host/host-options.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import type { Database } from '../src/session/database.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';
import type { SessionOptions } from '../src/session/session-options.ts';

const management = '111111111111';
const credentials = { accessKeyId: management, secretAccessKey: 'test' };
const roleIn = (account: string) => `arn:aws:iam::${account}:role/reader`;

/** Accounts of one company on a sandbox of their own: an organization of four, one of which wants an external id. */
describe('connections, over HTTP', { timeout: 120_000 }, () => {
  let server: SandboxServer;
  const accounts = new Map<string, string>();
  const opened: SessionHost[] = [];

  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    const admin = await hostOf({ connections: [{ name: 'admin', credentials }] });
    const db = await admin.session({ region: 'us-east-1' });
    await db.query('EXEC aws.organizations.organizations.create_organization');
    for (const [name, env] of [
      ['Payments', 'prod'],
      ['Web Shop', 'prod'],
      ['Playground', 'dev'],
      ['Gone', 'prod'],
    ]) {
      const { rows } = await db.query(
        'INSERT INTO aws.organizations.accounts (AccountName, Email, Tags) VALUES ($1, $2, $3)',
        [name ?? '', 'a@example.com', JSON.stringify([{ Key: 'env', Value: env }])],
      );
      accounts.set(name ?? '', String(rows[0]?.identifier));
    }
    await db.query('EXEC aws.organizations.accounts.close_account @AccountId = $1', [idOf('Gone')]);
  });
  afterEach(() => server.sandbox.faults.clear());
  afterAll(async () => {
    for (const host of opened) await host.close();
    await server.close();
  });

  async function hostOf(options: HostOptions): Promise<SessionHost> {
    const host = await openHost({ endpoint: server.url, ...options });
    opened.push(host);
    return host;
  }

  async function sessionOf(
    connections: readonly ConnectionOptions[],
    options: SessionOptions = {},
    host: HostOptions = {},
  ): Promise<Database> {
    return (await hostOf({ ...host, connections })).session({ region: 'us-east-1', ...options });
  }

  function idOf(name: string): string {
    return accounts.get(name) ?? '';
  }

  const company: ConnectionOptions = { name: 'company', organization: true, credentials, role: 'reader' };
  const sql = 'SELECT connection, account_id FROM aws.ec2.regions WHERE region_name = $1 ORDER BY ALL';
  const read = async (db: Database) => {
    const { rows, warnings } = await db.query(sql, ['us-east-1']);
    return { read: rows.map(({ connection, account_id }) => [connection, account_id]), warnings };
  };
  const operations = () => server.sandbox.requests.list().map(({ operation, account }) => `${operation} ${account}`);

  it('assume a role once, with what its trust policy asks for, and know its account without a call', async () => {
    const owner = await sessionOf([
      { name: 'it', credentials: { accessKeyId: idOf('Payments'), secretAccessKey: 'test' } },
    ]);
    const trust = {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: '*' },
          Condition: { StringEquals: { 'sts:ExternalId': 'between us' } },
        },
      ],
    };
    await owner.query('INSERT INTO aws.iam.roles (RoleName, AssumeRolePolicyDocument) VALUES ($1, $2)', [
      'picky',
      JSON.stringify(trust).replace('between us', 'between-us'),
    ]);
    const arn = `arn:aws:iam::${idOf('Payments')}:role/picky`;
    const role = { arn, externalId: 'between-us', sessionName: 'nightly' };
    const db = await sessionOf([{ name: 'payments', credentials, role }]);
    server.sandbox.requests.clear();
    await Promise.all([db.query(sql, ['us-east-1']), db.query(sql, ['eu-west-1'])]);
    expect(await read(db)).toEqual({ read: [['payments', idOf('Payments')]], warnings: [] });
    expect(operations().filter((operation) => !operation.startsWith('DescribeRegions'))).toEqual([
      `AssumeRole ${management}`,
    ]);

    const stranger = await sessionOf([{ name: 'payments', credentials, role: arn }]);
    await expect(stranger.query(sql, ['us-east-1'])).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      scope: { connection: 'payments', service: 'sts', operation: 'AssumeRole' },
      hint: expect.stringMatching(/trust policy.*external id/),
    });
  });

  it.each([
    "SELECT vpc_id FROM aws.ec2.vpcs WHERE connection = 'company/Payments'",
    "INSERT INTO aws.ec2.vpcs (cidr_block, region, connection) VALUES ('10.0.0.0/16', 'us-east-1', 'company/Payments')",
    "EXEC aws.ec2.images.deregister_image @ImageId = 'ami-1', @connection = 'company/Payments', @region = 'us-east-1'",
  ])('need their role to be assumed, and the organization to be listed: EXPLAIN (POLICY) %s says so', async (sql) => {
    const { rows } = await (await sessionOf([company])).query(`EXPLAIN (POLICY) ${sql}`);
    const text = JSON.stringify(rows).replaceAll('\\', '');
    expect(text).toContain('organizations:ListAccounts');
    expect(text).toContain('sts:AssumeRole');
    expect(text).toContain(roleIn(idOf('Payments')));
    expect(text).not.toContain(idOf('Playground'));
  });

  it('assume a role again when AWS says that its credentials have expired', async () => {
    const db = await sessionOf([{ name: 'payments', credentials, role: roleIn(idOf('Payments')) }]);
    await read(db);
    server.sandbox.faults.set([
      { operation: 'DescribeRegions', error: { code: 'ExpiredTokenException', status: 400 }, times: 1 },
    ]);
    server.sandbox.requests.clear();
    expect((await read(db)).read).toEqual([['payments', idOf('Payments')]]);
    expect(operations()).toEqual([
      `DescribeRegions ${idOf('Payments')}`,
      `AssumeRole ${management}`,
      `DescribeRegions ${idOf('Payments')}`,
    ]);
  });

  it('hold no place among calls while a role is assumed', async () => {
    const db = await sessionOf(
      [{ name: 'payments', credentials, role: roleIn(idOf('Payments')) }],
      {},
      { limits: [{ name: 'one at a time', per: [], atOnce: 1 }] },
    );
    expect((await read(db)).read).toEqual([['payments', idOf('Payments')]]);
  });

  it('of an organization are its active accounts, its own without a role', async () => {
    const db = await sessionOf([company]);
    expect(await read(db)).toEqual({
      read: [
        ['company/Management', management],
        ['company/Payments', idOf('Payments')],
        ['company/Playground', idOf('Playground')],
        ['company/Web Shop', idOf('Web Shop')],
      ],
      warnings: [],
    });
    const { rows } = await db.query("SHOW CONNECTIONS WHERE name = 'company/Payments'");
    expect(rows).toMatchObject([{ account_id: idOf('Payments'), role: roleIn(idOf('Payments')) }]);
  });

  it('that a statement rules out are sent nothing, and are not sought', async () => {
    const db = await sessionOf([company, { name: 'dev', credentials, role: roleIn('222222222222') }]);
    server.sandbox.requests.clear();
    await db.query("SELECT region_name FROM aws.ec2.regions WHERE connection = 'dev'");
    expect(operations()).toEqual([`AssumeRole ${management}`, 'DescribeRegions 222222222222']);
    server.sandbox.requests.clear();
    await db.query('SELECT region_name FROM aws.ec2.regions WHERE account_id = $1', [idOf('Payments')]);
    expect(operations()).toEqual([
      `ListAccounts ${management}`,
      `GetCallerIdentity ${management}`,
      `AssumeRole ${management}`,
      `DescribeRegions ${idOf('Payments')}`,
    ]);
  });

  it.each<[SessionOptions, readonly string[]]>([
    [{ connection: 'company/P*' }, ['company/Payments', 'company/Playground']],
    [{ connection: ['dev', 'company/Payments'] }, ['company/Payments', 'dev']],
    [{ connection: 'all of them', account: 'tag:env=prod' }, ['company/Payments', 'company/Web Shop']],
    [{ account: ['tag:env=dev'] }, ['company/Playground', 'dev']],
    [{ account: '222222222222' }, ['dev']],
    [{ connection: 'company', account: 'tag:env=prod' }, ['company/Payments', 'company/Web Shop']],
  ])('are chosen by %j', async (options, names) => {
    const dev: ConnectionOptions = { name: 'dev', credentials, role: roleIn('222222222222'), tags: { env: 'dev' } };
    const db = await sessionOf([company, dev], options, { groups: { 'all of them': ['dev', 'company/*'] } });
    expect((await read(db)).read.map(([connection]) => connection)).toEqual(names);
    const { rows } = await db.query('SHOW CONNECTIONS');
    expect(rows.map(({ name }) => name).toSorted()).toEqual(names);
  });

  it('are told apart by their tags in SQL, before any call', async () => {
    const dev: ConnectionOptions = {
      name: 'dev',
      credentials,
      role: roleIn('222222222222'),
      tags: { env: 'dev', n: '1' },
    };
    const prod: ConnectionOptions = { name: 'prod', credentials, role: roleIn('333333333333'), tags: { env: 'prod' } };
    const bare: ConnectionOptions = { name: 'bare', credentials, role: roleIn('444444444444') };
    const db = await sessionOf([dev, prod, bare]);
    const of = async (condition: string): Promise<readonly unknown[]> => {
      server.sandbox.requests.clear();
      const { rows } = await db.query(`SELECT DISTINCT connection FROM aws.ec2.vpcs WHERE ${condition} ORDER BY 1`);
      return [
        rows.map(({ connection }) => connection),
        operations()
          .filter((name) => name.startsWith('Describe'))
          .toSorted(),
      ];
    };
    const [inDev, inProd, inBare] = ['222222222222', '333333333333', '444444444444'].map((id) => `DescribeVpcs ${id}`);
    expect(await of("connection_tags ->> 'env' = 'prod'")).toEqual([['prod'], [inProd]]);
    expect(await of("connection_tags ->> 'env' IN ('dev', 'prod')")).toEqual([
      ['dev', 'prod'],
      [inDev, inProd],
    ]);
    expect(await of("connection_tags ->> 'env' LIKE 'd%' AND connection_tags ->> 'n' = '1'")).toEqual([
      ['dev'],
      [inDev],
    ]);
    expect(await of("connection_tags ->> 'env' = 'prod' AND connection = 'dev'")).toEqual([[], []]);
    // What takes a look at each row reads all of them.
    expect(await of("connection_tags ->> 'env' IS NULL")).toEqual([['bare'], [inDev, inProd, inBare]]);
    expect(await of("connection_tags ->> 'env' = 'dev' OR connection = 'bare'")).toEqual([
      ['bare', 'dev'],
      [inDev, inProd, inBare],
    ]);
    const { rows } = await db.query('SELECT DISTINCT connection, connection_tags FROM aws.ec2.vpcs ORDER BY 1');
    expect(rows).toEqual([
      { connection: 'bare', connection_tags: null },
      { connection: 'dev', connection_tags: { env: 'dev', n: '1' } },
      { connection: 'prod', connection_tags: { env: 'prod' } },
    ]);
    const all = await db.query("SELECT * FROM aws.ec2.vpcs WHERE connection_tags ->> 'env' = 'dev'");
    expect(all.columns.map(({ name }) => name)).not.toContain('connection_tags');
    expect(all.columns.map(({ name }) => name)).toContain('connection');
    const explained = await db.query('EXPLAIN SELECT * FROM aws.imagebuilder.image_pipelines');
    expect(explained.rows[0]?.note).toMatch(
      /^not in \*, since each takes a call a row: deployment_id;.*connections dev, prod, bare/,
    );
    const deletion = await db.query(
      `EXPLAIN DELETE FROM aws.ec2.vpcs WHERE connection_tags ->> 'env' = 'prod' AND is_default`,
    );
    expect(deletion.rows[0]?.note).toMatch(/^connection prod: delete vpc-/);
    const joined = await db.query(`SELECT DISTINCT v.connection AS one, s.connection AS other
      FROM aws.ec2.vpcs v JOIN aws.ec2.subnets s USING (connection) WHERE v.connection_tags ->> 'env' = 'prod'`);
    expect(joined.rows).toEqual([{ one: 'prod', other: 'prod' }]);
  });

  it('that are not chosen are not there', async () => {
    const dev: ConnectionOptions = { name: 'dev', credentials, role: roleIn('222222222222') };
    const db = await sessionOf([dev, { name: 'prod', credentials }], { connection: 'dev' });
    server.sandbox.requests.clear();
    const insert =
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region, connection) VALUES ('a', $1, 'us-east-1', 'prod')";
    await expect(db.query(insert, [roleIn(management)])).rejects.toMatchObject({ code: 'UNKNOWN_CONNECTION' });
    expect(operations()).toEqual([]);
  });

  it('that cannot be read are warned of with the reason, and blank no others', async () => {
    const good: ConnectionOptions = { name: 'good', credentials, role: roleIn('222222222222') };
    const bad: ConnectionOptions = {
      name: 'bad',
      credentials: { accessKeyId: '333333333333', secretAccessKey: 'wrong' },
    };
    const db = await sessionOf([good, bad]);
    const expected = {
      read: [['good', '222222222222']],
      warnings: [{ code: 'CREDENTIALS_INVALID', connection: 'bad' }],
    };
    expect(await read(db)).toMatchObject(expected);
    // Nor where the account or the regions have to be asked for first.
    const { rows, warnings } = await db.query(`SELECT connection FROM aws.ec2.regions WHERE account_id = '222222222222'
      AND region = 'us-east-1' AND region_name = 'us-east-1'`);
    expect({ rows, warnings }).toMatchObject({ rows: [{ connection: 'good' }], warnings: expected.warnings });
    const everywhere = await db.query("SELECT connection FROM aws.ec2.key_pairs WHERE region LIKE 'eu-west-%'");
    expect(everywhere.warnings).toMatchObject(expected.warnings);
    await expect(db.query("SELECT * FROM aws.ec2.regions WHERE connection = 'bad'")).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
    });
  });

  it('of an organization that tells nothing are warned of, and change nothing', async () => {
    server.sandbox.faults.set([
      { service: 'organizations', operation: 'ListAccounts', error: { code: 'AccessDeniedException', status: 400 } },
    ]);
    const dev: ConnectionOptions = { name: 'dev', credentials, role: roleIn('222222222222') };
    const db = await sessionOf([company, dev]);
    expect(await read(db)).toMatchObject({
      read: [['dev', '222222222222']],
      warnings: [{ code: 'ACCESS_DENIED', connection: 'company', operation: 'ListAccounts' }],
    });
    const insert = "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('a', $1, 'us-east-1')";
    await expect(db.query(insert, [roleIn(management)])).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    for (const connection of ['company', 'company/Payments', 'company/P*']) {
      const chosen = await sessionOf([company, dev], { connection });
      await expect(chosen.query(sql, ['us-east-1'])).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    }
    const alone = await sessionOf([company]);
    await expect(alone.query(sql, ['us-east-1'])).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('keep a plan for the account that it was made in', async () => {
    const db = await sessionOf([company]);
    const plan = await db.plan(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region, connection) VALUES ('kept', $1, 'us-east-1', 'company/Playground')",
      [roleIn(idOf('Playground'))],
    );
    const again = await sessionOf([company]);
    await again.apply(plan);
    const { rows } = await again.query("SELECT connection FROM aws.sagemaker.images WHERE image_name = 'kept'");
    expect(rows).toEqual([{ connection: 'company/Playground' }]);
    const chosen = await sessionOf([company], { connection: 'company/Payments' });
    await expect(chosen.apply(plan)).rejects.toMatchObject({ code: 'UNKNOWN_CONNECTION' });
  });
});
