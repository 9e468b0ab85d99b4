import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// What a list is of and what is not there is an error where the statement names it, and nothing where rows brought the name.

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1', seed: 'empty' });
  await sky.query("INSERT INTO aws.s3.buckets (bucket_name) VALUES ('there-is-one')");
});
afterAll(() => sky.close());

it('is an error where the statement names it', async () => {
  const error = await sky.failure("SELECT key FROM aws.s3.objects WHERE bucket = 'not-one-of-these'");
  expect(error).toMatchObject({ code: 'RESOURCE_NOT_FOUND', message: expect.stringContaining('NoSuchBucket') });
});

it('is a warning beside what is there', async () => {
  const { rows, warnings } = await sky.query(
    "SELECT key FROM aws.s3.objects WHERE bucket IN ('there-is-one', 'not-one-of-these')",
  );
  expect(rows).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['RESOURCE_NOT_FOUND']);
});

it('is nothing where rows brought the name, or there is nothing in it', async () => {
  for (const sql of [
    "SELECT key FROM aws.s3.objects WHERE bucket = 'there-is-one'",
    "SELECT o.key FROM (VALUES ('not-one-of-these')) v(b) JOIN aws.s3.objects o ON o.bucket = v.b",
    'SELECT key FROM aws.s3.objects',
  ]) {
    const { rows, warnings } = await sky.query(sql);
    expect([rows, warnings]).toEqual([[], []]);
  }
});
