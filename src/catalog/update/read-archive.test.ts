import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { readArchive } from './read-archive.ts';
import { publishedSchema, smallArchive, zipOf } from './testing/small-archive.ts';

function refusal(zip: Buffer): { code: string; message: string } {
  try {
    readArchive(zip);
  } catch (error) {
    if (error instanceof SkyqlError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('readArchive', () => {
  it('reads every schema by its type, whatever the files and folders are called', () => {
    const files = Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [
        `any/../folder/${index}.json`,
        JSON.stringify(publishedSchema(`AWS::Shop::Thing${index}`)),
      ]),
    );
    const schemas = readArchive(zipOf({ ...files, 'README.md': 'Schemas.', '__MACOSX/._0.json': 'nothing' }));
    expect(schemas.size).toBe(101);
    expect(schemas.get('AWS::Shop::Thing100')).toMatchObject({ primaryIdentifier: ['/properties/Arn'] });
  });

  it.each([
    ['no zip file', () => Buffer.from('<html>Log in to the network</html>'), 'no zip file'],
    ['an empty file', () => Buffer.alloc(0), 'no zip file'],
    ['one cut off', () => smallArchive([]).subarray(0, -100), 'no zip file, or its end is missing'],
    ['one whose beginning is lost', () => smallArchive([]).subarray(5_000), 'damaged'],
    ['one with a flipped bit', () => flipped(smallArchive([])), 'aws-type-0.json|contents are damaged'],
    ['a file that is no JSON', () => with1('{"typeName":'), 'odd.json is no schema of a resource type'],
    [
      'a file that is no schema',
      () => with1('{"name": "package"}'),
      'odd.json is no schema of a resource type: it has no typeName',
    ],
    [
      'a schema without properties',
      () => with1('{"typeName": "AWS::Shop::Odd", "primaryIdentifier": ["/properties/A"]}'),
      'odd.json .* no properties',
    ],
    [
      'a type that is there twice',
      () => with1(JSON.stringify(publishedSchema('AWS::Filler::Thing0'))),
      'describes AWS::Filler::Thing0 a second time',
    ],
  ])('refuses %s', (_, archive, reason) => {
    const { code, message } = refusal(archive());
    expect(code).toBe('ARCHIVE_UNREADABLE');
    expect(message).toMatch(new RegExp(reason));
  });

  it('refuses what is whole and something else', () => {
    expect(refusal(zipOf({ 'a.txt': 'A' }))).toMatchObject({ code: 'ARCHIVE_FOREIGN' });
    expect(refusal(smallArchive([], 20)).message).toContain('it holds 20 JSON files');
    const others = Array.from({ length: 120 }, (_, index) => publishedSchema(`Shop::Own::Thing${index}`));
    expect(refusal(smallArchive(others, 0)).message).toContain('no type of AWS');
  });
});

function with1(text: string): Buffer {
  const files = Array.from({ length: 110 }, (_, index) => [
    `${index}.json`,
    JSON.stringify(publishedSchema(`AWS::Filler::Thing${index}`)),
  ]);
  return zipOf({ ...Object.fromEntries(files), 'odd.json': text });
}

/** The lowest bit of a byte inside the first entry's contents. */
function flipped(zip: Buffer): Buffer {
  const damaged = Buffer.from(zip);
  damaged.writeUInt8(damaged.readUInt8(200) ^ 1, 200);
  return damaged;
}
