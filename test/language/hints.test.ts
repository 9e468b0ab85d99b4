import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const role = 'arn:aws:iam::123456789012:role/images';

describe('hints', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ seed: 'empty', region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const insert = (hint: string, name: string) =>
    `INSERT ${hint} INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('${name}', '${role}')`;

  it.each(['/*+ AWAIT */', '', '/*+ SHOWRESULTS */', '/*+ AWAIT, NOSTATUS */', '/*+ something */'])(
    '%s waits for the end',
    async (hint) => {
      const name = `waited${hint.replace(/\W/g, '').toLowerCase()}`;
      expect(await sky.rows(insert(hint, name))).toMatchObject([
        { status: 'SUCCESS', identifier: `arn:aws:sagemaker:us-east-1:123456789012:image/${name}` },
      ]);
    },
  );

  it('/*+ NOWAIT */ returns the token at once', async () => {
    const { rows, statistics } = await sky.query(insert('/*+ NOWAIT */', 'unwaited'));
    expect(rows).toMatchObject([{ status: 'IN_PROGRESS' }]);
    expect(rows[0]?.request_token).toMatch(/^[\w-]{20,}$/);
    expect(statistics.calls).toBe(1);
    const update = "UPDATE /*+ nowait */ aws.sagemaker.images SET image_description = 'x' WHERE image_name = 'waited'";
    expect(await sky.rows(update)).toMatchObject([{ status: 'IN_PROGRESS' }]);
    expect(
      await sky.rows("DELETE /*+ NOWAIT */ FROM aws.sagemaker.images WHERE image_name = 'waitedawait'"),
    ).toMatchObject([{ status: 'IN_PROGRESS' }]);
  });

  it('NOWAIT and RETURNING exclude each other, before any call', async () => {
    const sql = `${insert('/*+ NOWAIT */', 'never')} RETURNING image_name`;
    expect(await sky.failure(sql)).toMatchObject({ code: 'WRONG_ARGUMENTS' });
    expect(await sky.calls(sql)).toEqual([]);
  });
});
