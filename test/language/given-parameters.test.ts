import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe('parameters in the forms that people give', () => {
  let sky: LanguageSession;
  let ids: readonly unknown[];
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    ids = await sky.values('SELECT instance_id FROM aws.ec2.instances ORDER BY 1 LIMIT 2');
    await sky.query(
      `INSERT INTO aws.ssm.parameters (Name, Type, Value) VALUES ('/a', 'String', 'x'), ('/b', 'String', 'y')`,
    );
  });
  afterAll(() => sky.close());

  it('a list as JSON is that list, in one call', async () => {
    expect(ids).toHaveLength(2);
    const sql = `SELECT instance_id FROM aws.ec2.instances WHERE InstanceIds = '${JSON.stringify(ids)}' ORDER BY 1`;
    expect(await sky.values(sql)).toEqual(ids);
    expect(await sky.calls(sql)).toEqual(['DescribeInstances']);
    expect(await sky.values(`SELECT instance_id FROM aws.ec2.instances WHERE InstanceIds = '["${ids[0]}"]'`)).toEqual([
      ids[0],
    ]);
    expect(
      await sky.values(`SELECT name FROM aws.ssm.parameters p WHERE p.Names = '["/a", "/none", "/b"]' ORDER BY 1`),
    ).toEqual(['/a', '/b']);
  });

  it('data__ in front of a name means that field of the request', async () => {
    expect(await sky.rows(`SELECT image_name FROM aws.sagemaker.images WHERE data__ImageName = 'jupyter-cpu'`)).toEqual(
      [{ image_name: 'jupyter-cpu' }],
    );
    expect(
      await sky.calls(`SELECT image_name FROM aws.sagemaker.images WHERE data__ImageName = 'jupyter-cpu'`),
    ).toEqual(['DescribeImage']);
    expect(
      await sky.rows(`UPDATE aws.sagemaker.images SET image_description = 'new' WHERE data__ImageName = 'jupyter-cpu'`),
    ).toMatchObject([{ status: 'SUCCESS' }]);
    expect(await sky.failure(`SELECT image_name FROM aws.sagemaker.images WHERE data__Nonsense = 'x'`)).toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
  });

  it('a state that the API hides unless it is told is told by the condition that asks for it', async () => {
    const [image] = await sky.values("SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' ORDER BY 1 LIMIT 1");
    await sky.query(`EXEC aws.ec2.images.image_Disable @ImageId = '${image}'`);
    const disabled = (condition: string) =>
      sky.values(
        `SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' AND state ${condition} AND image_id = '${image}'`,
      );
    const all = (condition: string) =>
      sky.values(`SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' AND state ${condition}`);
    expect(await all("= 'disabled'")).toEqual([image]);
    expect(await disabled("= 'disabled'")).toEqual([image]);
    expect(await all("IN ('disabled', 'available')")).toContain(image);
    expect(await all("= 'available'")).not.toContain(image);
  });
});
