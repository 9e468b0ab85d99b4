import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1', seed: 'empty' });
});
afterAll(() => sky.close());

it('changes keep columns of one name apart, where they come from and in what they return', async () => {
  const source = "SELECT a.v, b.v FROM (SELECT 'twice' AS v) a, (SELECT 'arn:aws:iam::123456789012:role/r' AS v) b";
  await sky.query(`INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) ${source}`);
  const { columns, rows } = await sky.query(
    "DELETE FROM aws.sagemaker.images WHERE image_name = 'twice' RETURNING image_name AS x, image_role_arn AS x",
  );
  expect(columns.map(({ name }) => name)).toEqual(['x', 'x']);
  expect(rows).toEqual([{ x: 'twice', 'x:1': 'arn:aws:iam::123456789012:role/r' }]);
});
