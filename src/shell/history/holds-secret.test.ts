import { expect, it } from 'vitest';
import { openCatalog } from '../../catalog/open-catalog.ts';
import { withOtherNames } from '../../naming/with-other-names.ts';
import { holdsSecret } from './holds-secret.ts';

const catalog = withOtherNames(openCatalog('aws'));

it.each([
  ["INSERT INTO aws.rds.db_instances (MasterUserPassword, region) VALUES ('x', 'us-east-1');", true],
  ["INSERT INTO aws.secretsmanager.secrets (name, secret_string) VALUES ('a', 'b');", true],
  ['EXEC aws.ssm.parameters.put @name = \'a\', @@json = \'{"AuthToken": "x"}\';', true],
  ["UPDATE aws.rds.db_instances SET master_user_password = 'x' WHERE db_instance_identifier = 'a';", true],
  ["CREATE OR REPLACE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b');", true],
  ["ATTACH 'postgres://me:word@host/db' AS other;", true],
  ['\\set password hunter2', true],
  ['\\set team platform', false],
  ['SELECT master_user_password FROM aws.rds.db_instances;', false],
  ["SELECT * FROM read_csv('https://example.com/a.csv');", false],
  ["INSERT INTO aws.ssm.parameters (name, type, value) VALUES ('a', 'String', 'b');", false],
  ["UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED' WHERE name = 'a';", false],
])('%s: %s', async (text, isSecret) => {
  expect(await holdsSecret(text, catalog)).toBe(isSecret);
});
