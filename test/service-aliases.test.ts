import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';

type Database = Awaited<ReturnType<typeof connect>>;
let db: Database;

beforeAll(async () => {
  db = await connect({ sandbox: true, region: 'us-east-1' });
  await db.query(
    `INSERT INTO aws.certificatemanager.accounts (ExpiryEventsConfiguration) VALUES ('{"DaysBeforeExpiry": 45}')`,
  );
});
afterAll(() => db.close());

const days = `expiry_events_configuration ->> 'DaysBeforeExpiry' AS days`;

describe('a service by its other names', () => {
  it.each(['aws.acm.accounts', 'aws.certificatemanager.accounts', 'AWS."CertificateManager".Accounts'])(
    'can be read as %s',
    async (name) => {
      expect((await db.query(`SELECT ${days} FROM ${name} LIMIT 1`)).rows).toEqual([{ days: '45' }]);
    },
  );

  it('can be joined with itself under both', async () => {
    const { rows } = await db.query(
      'SELECT count(*) AS n FROM aws.acm.accounts one JOIN aws.certificatemanager.accounts other USING (property_account_id)',
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('can be used, whole or in front of a name', async () => {
    await db.query('USE aws.certificatemanager');
    expect((await db.query(`SELECT ${days} FROM accounts`)).rows).toEqual([{ days: '45' }]);
    await db.query('USE aws');
    expect((await db.query(`SELECT ${days} FROM certificatemanager.accounts`)).rows).toEqual([{ days: '45' }]);
    await db.query('USE memory');
  });

  it('may have a dash in it', async () => {
    const { rows } = await db.query('SHOW RESOURCES IN aws."cognito-idp"');
    expect(rows.map(({ name }) => name)).toContain('user_pools');
    const { rows: columns } = await db.query('DESCRIBE aws."cognito-idp".user_pool');
    expect(columns.map(({ name }) => name)).toContain('user_pool_id');
    const explained = await db.query('EXPLAIN SELECT user_pool_id FROM aws."Cognito-IDP".user_pools');
    expect(JSON.stringify(explained.rows)).toContain('aws.cognito_idp.user_pools');
  });

  it('is named by its own name where something is not found', async () => {
    await expect(db.query('SELECT * FROM aws.certificatemanager.certificatez')).rejects.toMatchObject({
      code: 'UNKNOWN_RESOURCE',
      hint: expect.stringContaining('aws.acm.certificates'),
    });
    await expect(db.query('SELECT * FROM aws.cognito.user_poolz')).rejects.toMatchObject({
      code: 'UNKNOWN_RESOURCE',
      hint: expect.stringContaining('user_pools'),
    });
  });
});
