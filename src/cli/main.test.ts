import { describe, expect, it } from 'vitest';
import { recordingTerminal } from '../terminal/recording-terminal.ts';
import { main } from './main.ts';

async function run(...words: string[]) {
  const terminal = recordingTerminal();
  return { code: await main(words, terminal), output: terminal.output(), errors: terminal.errors() };
}

describe('skyql', () => {
  it('prints its version', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, output: expect.stringMatching(/^skyql \d+\.\d+\.\d+\n$/) });
  });

  it.each([[[]], [['--help']], [['-h']], [['help']]])('%j shows all commands', async (words) => {
    const { code, output } = await run(...words);
    expect(code).toBe(0);
    for (const name of ['query, exec', 'sandbox', 'demo', 'Examples:', 'Exit codes:']) expect(output).toContain(name);
  });

  it.each(['query', 'exec', 'sandbox', 'demo'])('%s --help shows options and examples', async (name) => {
    const { code, output } = await run(name, '--help');
    expect(code).toBe(0);
    expect(output).toMatch(/Usage: skyql \w+ \[options\].*Options:.*--help.*Examples:\n {2}# .*\n {2}skyql/s);
    expect(await run('help', name)).toMatchObject({ code: 0, output });
  });

  it('shows the commands of a command, and the help of each', async () => {
    expect((await run('catalog', '--help')).output).toMatch(
      /Usage: skyql catalog <command> \[options\].*catalog update .*catalog info /s,
    );
    const { code, output } = await run('catalog', 'update', '--help');
    expect(code).toBe(0);
    expect(output).toContain('Usage: skyql catalog update [options]');
    expect(await run('help', 'catalog', 'update')).toMatchObject({ code: 0, output });
  });

  it.each([
    [['qurey'], 'There is no command "qurey".', 'Did you mean query?'],
    [['--sandbox', 'query'], 'Unknown option --sandbox before a command.', 'skyql query --sandbox'],
    [['SELECT 1'], 'SQL comes after the command query.', 'skyql query "SELECT ..."'],
    [['query', '--rgion', 'x'], 'Unknown option --rgion.', 'Did you mean --region?'],
    [['query'], 'There is no statement to run.', 'in quotes'],
    [['query', '-f', 'a.sql', 'SELECT 1'], 'Give one statement text or one file, not both.', ''],
    [['query', '-f', 'no-such-file.sql'], 'There is no file no-such-file.sql.', ''],
    [['query', ' '], 'There is no statement to run: the text is empty.', ''],
    [
      ['query', '--max-changes', 'many', 'SELECT 1'],
      'Option --max-changes takes a number from 0 to 999999999, not "many".',
      '',
    ],
    [
      ['query', '--sandbox', '--endpoint-url', 'http://x', 'SELECT 1'],
      'Give --sandbox or --endpoint-url, not both.',
      '',
    ],
    [['query', '--endpoint-url', '127.0.0.1:4566', 'SELECT 1'], 'is no endpoint address.', 'http://127.0.0.1:4566'],
    [['sandbox', '--port', '99999'], 'Option --port takes a number from 0 to 65535, not "99999".', ''],
    [['catalog'], 'skyql catalog needs a command.', 'catalog update'],
    [['catalog', 'updat'], 'There is no command "catalog updat".', 'Did you mean update?'],
    [['catalog', 'update', 'a.zip'], 'Unexpected "a.zip" after skyql catalog update.', ''],
    [['catalog', 'update', '--from', 'a.zip', '--region', 'x'], 'Give --from or --region, not both.', ''],
    [['sandbox', '--seed', 'dmo'], 'Option --seed does not take "dmo".', 'Did you mean demo?'],
  ])('%j is wrong usage', async (words, message, hint) => {
    const { code, output, errors } = await run(...words);
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(errors).toContain('error[USAGE]: ');
    expect(errors).toContain(message);
    expect(errors).toContain(hint);
    expect(errors).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });
});
