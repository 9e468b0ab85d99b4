import { expect, it } from 'vitest';
import type { Catalog } from '../../catalog/catalog.ts';
import { openCatalog } from '../../catalog/open-catalog.ts';
import { withOtherNames } from '../../naming/with-other-names.ts';
import { holdsSecret } from './holds-secret.ts';

const catalogs = [withOtherNames(openCatalog('aws'))];

/** One resource, `aws.demo.tasks`, with a column that is never told again and whose name does not say so. */
const untoldCatalog = {
  provider: 'aws',
  resource: async (service: string, name: string) =>
    service === 'demo' && name === 'tasks'
      ? {
          service,
          name,
          columns: [{ name: 'secret_thing', property: 'SecretThing', writeOnly: true }, { name: 'name' }],
        }
      : undefined,
  schema: async () => undefined,
} as unknown as Catalog;
const untoldCatalogs = [untoldCatalog];

it('knows what USE lets names leave out', async () => {
  const untold = "INSERT INTO tasks (secret_thing) VALUES ('x');";
  expect(await holdsSecret(untold, untoldCatalogs)).toBe(false);
  expect(await holdsSecret(untold, untoldCatalogs, ['aws', 'demo'])).toBe(true);
  const ofAnother = untold.replace('tasks', 'demo.tasks');
  expect(await holdsSecret(ofAnother, untoldCatalogs, ['aws'])).toBe(true);
  expect(await holdsSecret(ofAnother, untoldCatalogs, ['aws', 'ec2'])).toBe(true);
  expect(await holdsSecret(ofAnother, untoldCatalogs, ['other', 'ec2'])).toBe(false);
  expect(await holdsSecret("INSERT INTO aws.demo.tasks (SecretThing) VALUES ('x');", untoldCatalogs)).toBe(true);
  expect(await holdsSecret("INSERT INTO aws.demo.tasks (name) VALUES ('x');", untoldCatalogs)).toBe(false);
});

it.each([
  ["INSERT INTO aws.rds.db_instances (MasterUserPassword, region) VALUES ('x', 'us-east-1');", true],
  ["INSERT INTO aws.secretsmanager.secrets (name, secret_string) VALUES ('a', 'b');", true],
  ['EXEC aws.ssm.parameters.put @name = \'a\', @@json = \'{"AuthToken": "x"}\';', true],
  ["UPDATE aws.rds.db_instances SET master_user_password = 'x' WHERE db_instance_identifier = 'a';", true],
  ["CREATE OR REPLACE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b');", true],
  ["ATTACH 'postgres://me:word@host/db' AS other;", true],
  ["/*+ NOWAIT */ INSERT INTO aws.rds.db_instances (MasterUserPassword) VALUES ('x');", true],
  ["WITH a AS (SELECT 1) INSERT INTO aws.rds.db_instances (MasterUserPassword) SELECT 'x';", true],
  ["\\explain UPDATE aws.rds.db_instances SET master_user_password = 'x' WHERE true;", true],
  ["SET s3_secret_access_key = 'x';", true],
  ["SET region = 'us-east-1';", false],
  ["SELECT * FROM read_csv('https://b.s3.amazonaws.com/a.csv?X-Amz-Signature=abc');", true],
  ['\\set password hunter2', true],
  ["INSERT INTO aws.rds.db_instances (MasterUserPassword) VALUES ('x') \\g", true],
  ['\\set team platform', false],
  ['SELECT master_user_password FROM aws.rds.db_instances;', false],
  ["SELECT * FROM read_csv('https://example.com/a.csv');", false],
  ["INSERT INTO aws.ssm.parameters (name, type, value) VALUES ('a', 'String', 'b');", false],
  ["UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED' WHERE name = 'a';", false],
])('%s: %s', async (text, isSecret) => {
  expect(await holdsSecret(text, catalogs)).toBe(isSecret);
});
