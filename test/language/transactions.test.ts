import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe('transactions', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    await sky.query('CREATE TABLE counted (name VARCHAR)');
  });
  afterAll(() => sky.close());

  it('take local changes back or keep them, and may read resources', async () => {
    await sky.query('BEGIN');
    await sky.query('INSERT INTO counted SELECT name FROM aws.imagebuilder.image_pipelines');
    expect(await sky.values('SELECT count(*) FROM counted')).toEqual([2]);
    await sky.query('ROLLBACK');
    expect(await sky.values('SELECT count(*) FROM counted')).toEqual([0]);
    await sky.query('START TRANSACTION');
    await sky.query("INSERT INTO counted VALUES ('a')");
    await sky.query('COMMIT');
    expect(await sky.values('SELECT name FROM counted')).toEqual(['a']);
  });

  it('read resources until the first local change, and then say why not', async () => {
    await sky.query('BEGIN');
    expect(await sky.values('SELECT count(*) FROM aws.imagebuilder.image_pipelines')).toEqual([2]);
    await sky.query("INSERT INTO counted VALUES ('b')");
    const error = await sky.failure('SELECT count(*) FROM aws.imagebuilder.image_pipelines');
    expect(error).toMatchObject({ code: 'IN_TRANSACTION' });
    expect(error.hint).toContain('COMMIT first');
    expect(await sky.values('SELECT count(*) FROM counted')).toEqual([2]);
    await sky.query('ROLLBACK');
    expect(await sky.values('SELECT count(*) FROM counted')).toEqual([1]);
  });

  it.each([
    "DELETE FROM aws.sagemaker.images WHERE image_name = 'jupyter-gpu'",
    "UPDATE aws.sagemaker.images SET image_description = 'x' WHERE image_name = 'jupyter-gpu'",
    "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('x', 'arn:aws:iam::123456789012:role/r')",
    "EXEC aws.ec2.images.image_Deregister @ImageId = 'ami-1'",
  ])('refuse %s with the reason, before any call', async (sql) => {
    await sky.query('BEGIN');
    expect(await sky.calls(sql)).toEqual([]);
    const error = await sky.failure(sql);
    expect(error.code).toBe('IN_TRANSACTION');
    expect(error.message).toContain('transaction cannot take back');
    await sky.query('ROLLBACK');
  });

  it('begin once and end once', async () => {
    expect(await sky.failure('COMMIT')).toMatchObject({ code: 'NO_TRANSACTION' });
    await sky.query('BEGIN');
    expect(await sky.failure('BEGIN')).toMatchObject({ code: 'IN_TRANSACTION' });
    await sky.query('END');
    expect(await sky.failure('ROLLBACK')).toMatchObject({ code: 'NO_TRANSACTION' });
  });
});
