import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBlank, isName, isWord, nameOf, type Token } from '../sql/token.ts';
import { tokenize } from '../sql/tokenize.ts';
import { complete } from './complete.ts';
import { known } from './known-fixtures.ts';

/** A statement of each form. */
const statements = [
  "SELECT image_id, name FROM aws.ec2.images WHERE Owners = 'self' AND region IN ('us-east-1', 'eu-west-1') ORDER BY creation_date DESC LIMIT 10",
  "SELECT i.instance_id, s.vpc_id FROM aws.ec2.instances i LEFT JOIN aws.ec2.subnets s ON i.subnet_id = s.subnet_id WHERE i.region = 'us-east-1'",
  'SELECT architecture, count(*) AS n FROM aws.ec2.images GROUP BY architecture HAVING count(*) > 3 ORDER BY n DESC NULLS LAST',
  "WITH old AS (SELECT image_id, creation_date FROM aws.ec2.images WHERE creation_date < now() - INTERVAL 90 DAYS) SELECT * FROM old WHERE image_id LIKE 'ami-%'",
  'SELECT w.id FROM wanted w WHERE NOT EXISTS (SELECT 1 FROM aws.ec2.vpcs v WHERE v.vpc_id = w.vpc_id) UNION ALL SELECT id FROM wanted',
  "SELECT CASE WHEN state = 'available' THEN name ELSE NULL END FROM aws.ec2.images WHERE name IS NOT NULL",
  'SELECT DISTINCT lower(name) FROM aws.imagebuilder.images WHERE version BETWEEN 1 AND 2 OR name ILIKE $team',
  'SELECT name, row_number() OVER (PARTITION BY name ORDER BY version DESC) AS place FROM aws.imagebuilder.images QUALIFY place = 1',
  'FROM wanted SELECT id WHERE vpc_id IS NULL',
  'SELECT CAST(id AS INTEGER), vpc_id::JSON FROM wanted',
  "INSERT INTO aws.sagemaker.images (image_name, image_role_arn, region) VALUES ('a', 'b', 'us-east-1') RETURNING image_arn",
  'INSERT INTO aws.sagemaker.images (image_name, image_role_arn) SELECT id, vpc_id FROM wanted',
  "UPDATE aws.sagemaker.images SET image_display_name = 'a', image_description = upper('b') WHERE image_name = 'a' AND region = 'us-east-1'",
  "DELETE FROM aws.sagemaker.images WHERE image_name LIKE 'tmp-%' RETURNING *",
  "EXEC aws.ec2.images.image_Copy @Name = 'a', @SourceImageId = 'ami-1', @SourceRegion = 'eu-west-1', @region = 'us-east-1'",
  'EXPLAIN ANALYZE SELECT name FROM aws.ec2.images',
  'EXPLAIN (FORMAT JSON) SELECT name FROM aws.ec2.images',
  "SHOW EXTENDED RESOURCES IN aws.ec2 LIKE '%image%'",
  "SHOW METHODS IN aws.ec2.images WHERE SQLVerb = 'EXEC'",
  'SHOW INSERT INTO aws.sagemaker.images',
  'SHOW PERMISSIONS IN aws.sagemaker.images',
  'SHOW LIMITS WHERE throttled > 0 AND waiting > 0',
  'DESCRIBE EXTENDED aws.ec2.images',
  'DESCRIBE METHOD aws.ec2.images.image_Copy',
  "SET dialect = 'stackql'",
  'RESET max_changes',
  'USE aws.imagebuilder',
  'CREATE OR REPLACE MATERIALIZED VIEW kept AS SELECT name FROM aws.ec2.images',
  'REFRESH MATERIALIZED VIEW wanted',
  "COPY (SELECT id FROM wanted) TO 'a.parquet' (FORMAT PARQUET)",
  'DROP TABLE IF EXISTS wanted',
  'REGISTRY PULL aws',
  'BEGIN TRANSACTION',
];

const madeUp = new Set(['i', 's', 'w', 'v', 'n', 'old', 'kept', 'place']);

/** Whether the statement makes the word up here, so that nobody can know it. */
function isMadeUp(word: Token, before: Token | undefined): boolean {
  return madeUp.has(word.text) && isWord(before, 'as', 'with', 'view', 'instances', 'subnets', 'vpcs', 'wanted');
}

it('knows 98 of 100 next words of statements of every form, the rest of the statement being there', async () => {
  const missed: string[] = [];
  let all = 0;
  for (const statement of statements) {
    const tokens = tokenize(statement).filter((token) => !isBlank(token));
    for (const [index, token] of tokens.entries()) {
      if (!isName(token) || isMadeUp(token, tokens[index - 1])) continue;
      all += 1;
      const rest = statement.slice(token.offset + token.text.length);
      const { suggestions } = await complete(`${statement.slice(0, token.offset)} ${rest}`, token.offset, known);
      const wanted = nameOf(token).toLowerCase();
      if (!suggestions.some(({ text }) => firstWords(text).includes(wanted)))
        missed.push(`${statement.slice(0, token.offset)}>>${token.text}`);
    }
  }
  expect(all).toBeGreaterThan(250);
  expect(missed.length / all, missed.join('\n')).toBeLessThan(0.02);
});

function firstWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .match(/^[@$"]*([^"(. ]+)/)
      ?.slice(1) ?? []
  );
}

it('puts nothing in place that leaves a text which cannot be read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...statements), fc.nat(200), fc.boolean(), async (statement, at, isCut) => {
      const cursor = at % (statement.length + 1);
      const text = isCut ? statement.slice(0, cursor) : statement;
      const { from, to, suggestions } = await complete(text, cursor, known);
      expect(from).toBeLessThanOrEqual(cursor);
      expect(to).toBeGreaterThanOrEqual(cursor);
      for (const suggestion of suggestions)
        expect(() => tokenize(text.slice(0, from) + suggestion.text + text.slice(to)), suggestion.text).not.toThrow();
    }),
    { numRuns: process.env.SKYQL_LONG === undefined ? 60 : 5_000 },
  );
});

it('answers for any text at any place', async () => {
  const pieces = fc.constantFrom(
    ...'( ) [ ] { } , . ; = :: \' " ` $ $$ @ @@ /* */ /*+ -- * 1 é'.split(' '),
    ' ',
    '\n',
    'SELECT',
    'from',
    'aws.ec2.images',
    'WITH',
    'AS',
    'a',
    'WHERE',
    'JOIN',
    'ON',
    'INSERT INTO',
    'VALUES',
    'EXEC',
    'SET',
    'USING',
    'IN',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 20 }), fc.nat(), async (words, at) => {
      const text = words.join(' ');
      const cursor = at % (text.length + 1);
      const { from, to } = await complete(text, cursor, known);
      expect(0 <= from && from <= cursor && cursor <= to && to <= text.length).toBe(true);
    }),
    { numRuns: process.env.SKYQL_LONG === undefined ? 100 : 20_000 },
  );
});
