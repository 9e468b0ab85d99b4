import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../terminal/usage-error.ts';
import { parseArguments } from '../arguments/parse-arguments.ts';
import { queryCommand } from './query-description.ts';
import { readScript } from './read-script.ts';

describe('readScript', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skyql-script-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const read = async (bytes: Uint8Array) => {
    const file = join(directory, 'script.sql');
    await writeFile(file, bytes);
    return (await readScript(parseArguments(queryCommand, ['-f', file]))).text;
  };

  it('reads UTF-8, with a byte order mark or without', async () => {
    expect(await read(Buffer.from("SELECT 'é'"))).toBe("SELECT 'é'");
    expect(await read(Buffer.from("\ufeffSELECT 'é'"))).toBe("SELECT 'é'");
  });

  it.each([
    ['Latin 1', Buffer.from("SELECT 'é'", 'latin1')],
    ['UTF-16', Buffer.from("\ufeffSELECT 'é'", 'utf16le')],
  ])('refuses %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(/^The file .* is not UTF-8\.$/);
    await expect(read(bytes)).rejects.toBeInstanceOf(UsageError);
  });
});
