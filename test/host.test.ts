import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { demoAccounts, demoRegions } from '../src/sandbox/seeds/estate.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';
import { isLong } from './support/run-seed.ts';

const connections = Object.entries(demoAccounts).map(([name, accessKeyId]) => ({
  name,
  credentials: { accessKeyId, secretAccessKey: 'test' },
}));

describe('a host', () => {
  let server: SandboxServer;
  let host: SessionHost;
  const opened: SessionHost[] = [];
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant', populate: populateDemo });
    host = await openHost({ endpoint: server.url, connections, region: 'us-east-1' });
  });
  afterEach(async () => {
    for (const own of opened.splice(0)) await own.close();
  });
  afterAll(async () => {
    await host.close();
    await server.close();
  });

  async function openOwn(...options: Parameters<typeof openHost>): Promise<SessionHost> {
    const own = await openHost(...options);
    opened.push(own);
    return own;
  }

  it('serves many sessions at once, a hundred in the long mode, and none sees what is another one’s', {
    timeout: 300_000,
  }, async () => {
    const expected = new Map<string, unknown>();
    const pipelines = (db: Database, connection: string) =>
      db.query('SELECT region, name FROM aws.imagebuilder.image_pipelines WHERE connection = $1 ORDER BY name', [
        connection,
      ]);
    for (const region of demoRegions) {
      for (const { name } of connections) {
        const db = await host.session({ region });
        expected.set(`${region} ${name}`, (await pipelines(db, name)).rows);
        await db.close();
      }
    }
    expect(new Set([...expected.values()].map((rows) => JSON.stringify(rows))).size).toBeGreaterThan(3);

    const one = async (number: number) => {
      const region = demoRegions[number % demoRegions.length] ?? 'us-east-1';
      const { name: connection } = connections[number % connections.length] ?? { name: '' };
      const isStackql = number % 3 === 0;
      const db = await host.session({ region, maxChanges: number, readOnly: number % 5 === 0 });
      await db.query(`CREATE TEMP TABLE mine AS SELECT ${number} AS number`);
      await db.query(number % 2 === 0 ? 'USE aws.imagebuilder' : 'USE aws.ec2');
      if (isStackql) await db.query("SET dialect = 'stackql'");
      const { rows } = await pipelines(db, connection);
      expect(rows).toEqual(expected.get(`${region} ${connection}`));
      // One of the two is known by its short name alone.
      const short = (name: string) =>
        db.query(`SELECT DISTINCT region FROM ${name} WHERE connection = '${connection}'`);
      const [own, other] = number % 2 === 0 ? ['image_recipes', 'key_pairs'] : ['key_pairs', 'image_recipes'];
      const read = await short(own);
      expect(read.rows.filter((row) => row.region !== region)).toEqual([]);
      if (number % 10 < 2) await expect(short(other)).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
      const shown = await db.query('SHOW CONNECTIONS');
      expect(shown.rows.map(({ regions }) => regions)).toEqual([region, region]);
      const { rows: types } = await db.query(
        `SELECT number, typeof(json_extract('{"a": "b"}', '$.a')) AS type FROM mine`,
      );
      expect(types).toEqual([{ number, type: isStackql ? 'text' : 'JSON' }]);
      if (number % 5 === 0) {
        const sql = `DELETE FROM aws.ec2.images WHERE image_id = 'ami-00000000000000000'`;
        await expect(db.query(sql)).rejects.toMatchObject({ code: 'READ_ONLY' });
      }
      return db;
    };
    const sessions = await Promise.all(Array.from({ length: isLong ? 100 : 30 }, (_, number) => one(number)));
    await Promise.all(sessions.map((db) => db.close()));
  });

  it('asks for an account’s id once, whichever session needs it', async () => {
    const own = await openOwn({ endpoint: server.url, connections, region: ['us-east-1', 'eu-west-1'] });
    server.sandbox.requests.clear();
    const sessions = await Promise.all(Array.from({ length: 5 }, () => own.session()));
    const sql = "SELECT DISTINCT account_id FROM aws.imagebuilder.image_pipelines WHERE connection = 'build'";
    const answers = await Promise.all(sessions.map((db) => db.query(sql)));
    for (const { rows } of answers) expect(rows).toEqual([{ account_id: demoAccounts.build }]);
    expect(server.sandbox.requests.list().filter(({ service }) => service === 'sts')).toHaveLength(1);
  });

  it('goes on for the other sessions when one is closed', async () => {
    const [one, other] = await Promise.all([host.session(), host.session()]);
    await one.close();
    await expect(one.query('SELECT 1')).rejects.toMatchObject({ code: 'CLOSED' });
    const { rows } = await other.query("SELECT count(*) > 0 AS found FROM aws.ec2.images WHERE connection = 'build'");
    expect(rows).toEqual([{ found: true }]);
    await other.close();
  });

  it('ends all sessions after what was asked of them, and opens none after', async () => {
    const own = await openOwn({ endpoint: server.url, connections, region: 'us-east-1' });
    const [one, other] = await Promise.all([own.session(), own.session()]);
    const last = one.query("SELECT count(*) > 0 AS found FROM aws.ec2.images WHERE connection = 'build'");
    const late = expect(own.session()).rejects.toMatchObject({ code: 'CLOSED' });
    await own.close();
    await late;
    expect((await last).rows).toEqual([{ found: true }]);
    await expect(other.query('SELECT 1')).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(own.session()).rejects.toMatchObject({ code: 'CLOSED' });
    await own.close();
  });

  it('has one sandbox for all of its sessions', async () => {
    const own = await openOwn({ sandbox: { seed: 'empty' }, region: 'us-east-1' });
    const [one, other] = await Promise.all([own.session(), own.session()]);
    await one.query(
      "INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ('shared', 'arn:aws:iam::123456789012:role/r')",
    );
    expect((await other.query('SELECT image_name FROM aws.sagemaker.images')).rows).toEqual([{ image_name: 'shared' }]);
  });

  it('refuses settings of a session that it does not know', async () => {
    const session = (options: object) => host.session(options);
    await expect(session({ readonly: true })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      hint: 'Did you mean readOnly?',
    });
    await expect(session({ sandbox: true })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(session({ maxChanges: -1 })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(session({ strict: 'no' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});

describe('connect', () => {
  it('refuses an option that it does not know, instead of going to real accounts', async () => {
    const open = (options: object) => connect(options);
    await expect(open({ sandboxx: true })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: 'connect() has no option sandboxx.',
      hint: 'Did you mean sandbox?',
    });
    await expect(open({ sandbox: { sead: 'empty' } })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  it('leaves nothing open where the database cannot be opened', async () => {
    const options = { sandbox: { seed: 'empty' }, database: '/nonexistent/folder/file.db' } as const;
    await expect(connect(options)).rejects.toMatchObject({ code: 'DATABASE_NOT_OPENED' });
  });
});
