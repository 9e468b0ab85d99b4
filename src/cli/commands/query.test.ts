import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingTerminal } from '../../terminal/recording-terminal.ts';
import { parseArguments } from '../arguments/parse-arguments.ts';
import { runQuery } from './query.ts';
import { queryCommand } from './query-description.ts';

describe("StackQL's options of the command line", () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skyql-query-'));
    await writeFile(file('script.iql'), `SELECT '{{ .values.who }}' AS who, 7 / 2 AS half;\n`);
    await writeFile(file('data.json'), `{"values": {"who": "it's"}}`);
    await writeFile(file('data.jsonnet'), "local who = std.extVar('name') + '-1';\n{ values: { who: who } }");
    await writeFile(file('broken.json'), '{ values: 1 }');
  });
  afterAll(() => rm(directory, { recursive: true }));

  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal();
    const code = await runQuery(parseArguments(queryCommand, words), terminal);
    return { code, output: terminal.output(), errors: terminal.errors() };
  };

  it('takes a script, a file for the output and one with data, and what StackQL needs alone', async () => {
    const words = ['--dryrun', '--auth', '{}', '--registry', '{}', '-o', 'csv', '-H', '-d', '|'];
    const done = await run(...words, '-i', file('script.iql'), '-f', file('rows.csv'), '-q', file('data.json'));
    expect(done).toMatchObject({ code: 0, output: '' });
    expect(done.errors).toMatch(/^Option --auth does nothing here: .*\nOption --registry does nothing here: .*\n$/);
    expect(await readFile(file('rows.csv'), 'utf8')).toBe("SELECT 'it''s' AS who, 7 / 2 AS half;\n");
    await expect(run('--dryrun', '--outfile', join(directory, 'none', 'x'), 'SELECT 1')).rejects.toThrow(
      'Cannot write',
    );
    await expect(run('-d', 'ab', 'SELECT 1')).rejects.toThrow('Option --delimiter takes one character');
  });

  it('prints the statements of a dry run, and runs nothing', async () => {
    expect(await run('--dryrun', '-f', file('script.iql'), '--var', 'who=me')).toEqual({
      code: 0,
      output: "SELECT 'me' AS who, 7 / 2 AS half;\n",
      errors: '',
    });
  });

  it('evaluates data of Jsonnet, and says where it is wrong', async () => {
    const dryRun = ['--dryrun', '-i', file('script.iql'), '--iqldata'];
    expect((await run(...dryRun, file('data.jsonnet'), '--var', 'name=me')).output).toContain("SELECT 'me-1' AS who");
    await expect(run(...dryRun, file('data.jsonnet'))).rejects.toMatchObject({
      message: expect.stringMatching(/data\.jsonnet:1:23: There is no variable name/),
    });
    await expect(run(...dryRun, file('broken.json'))).rejects.toMatchObject({
      message: expect.stringMatching(/broken\.json:1:3: This is no JSON\.$/),
      hint: expect.stringContaining('*.jsonnet'),
    });
  });
});
