import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from './history.ts';

describe('the history', () => {
  let directory: string;
  const file = () => join(directory, 'skyql', 'history');

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'skyql-history-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is there in the next shell, entries of several lines whole, newest first', () => {
    const one = openHistory(file());
    one.add('select 1;');
    one.add('select\n  2;\n');
    one.add('select\n  2;');
    one.add(' select 3;');
    one.add('  ');
    one.add("create secret s (type s3, secret 'x');", 'only here');
    expect(one.entries).toEqual(["create secret s (type s3, secret 'x');", 'select\n  2;', 'select 1;']);
    expect(openHistory(file()).entries).toEqual(['select\n  2;', 'select 1;']);
    expect(readFileSync(file(), 'utf8')).toBe('"select 1;"\n"select\\n  2;"\n');
  });

  it.skipIf(process.platform === 'win32')('is for nobody else to read, also where it was', () => {
    expect(statSync(join(directory, 'skyql')).mode & 0o777).toBe(0o700);
    chmodSync(file(), 0o644);
    openHistory(file()).add('select 4;');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('takes what two shells add side by side, and leaves out half lines', () => {
    const [one, other] = [openHistory(file()), openHistory(file())];
    one.add('one;');
    other.add('other;');
    appendFileSync(file(), '"half');
    expect(openHistory(file()).entries.slice(0, 2)).toEqual(['other;', 'one;']);
  });

  it('is cut when it has grown too long', () => {
    const long = join(directory, 'long');
    writeFileSync(long, Array.from({ length: 12_001 }, (_, n) => `"select ${n};"\n`).join(''));
    expect(openHistory(long).entries).toHaveLength(10_000);
    const lines = readFileSync(long, 'utf8').trim().split('\n');
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([10_000, '"select 2001;"', '"select 12000;"']);
  });

  it('is of one shell alone where the file cannot be written', () => {
    const history = openHistory(join(directory, 'long', 'inside of a file'));
    history.add('select 1;');
    expect(history.entries).toEqual(['select 1;']);
  });
});
