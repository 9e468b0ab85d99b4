import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordingTerminal } from '../../terminal/recording-terminal.ts';
import { parseArguments } from '../arguments/parse-arguments.ts';
import { commands } from '../commands/commands.ts';
import { main } from '../main.ts';

const home = mkdtempSync(join(tmpdir(), 'skyql-bash-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What is typed, the last word being the one at the cursor, and what bash then offers. */
const cases: readonly (readonly [words: string, offered: string])[] = [
  ['sea', 'search'],
  ['--ver', '--version'],
  ['help sandb', 'sandbox'],
  ['query -o js', 'json jsonl'],
  ['exec --output c', 'csv chart'],
  ['query --output = par', 'parquet'],
  ['query --output =', 'table json jsonl ndjson csv markdown line text pptext html chart parquet'],
  ['query --max', '--max-calls --max-rows --max-changes'],
  ['query --max-changes ', ''],
  ['query --dialect ', 'duckdb stackql'],
  ['query --profile p', 'prod'],
  ['query --region eu-west-3', 'eu-west-3'],
  ['query SEL', ''],
  ['query -f rep', 'report.sql'],
  ['apply rep', 'report.sql'],
  ['stack te', 'test teardown'],
  ['stack plan --on', '--only'],
  ['catalog update --fr', '--from'],
  ['completion ', 'bash zsh fish'],
];
const offered = new Map<string, string>();

beforeAll(async () => {
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws/config'), '[default]\nregion = x\n[profile prod]\n');
  writeFileSync(join(home, 'report.sql'), '');
  const terminal = recordingTerminal();
  expect(await main(['completion', 'bash'], terminal)).toBe(0);
  // Words are parted as bash parts them: the = of an option is one.
  const asked = cases.map(
    ([words]) =>
      `COMP_WORDS=(skyql ${words.replace(/ $/, ' ""').replaceAll('=', "'='")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _skyql; echo "\${COMPREPLY[*]}"`,
  );
  const output = execFileSync('bash', ['--norc', '-c', [terminal.output(), ...asked].join('\n')], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home },
    encoding: 'utf8',
  });
  for (const [index, line] of output.split('\n').entries()) offered.set(cases[index]?.[0] ?? '', line);
});

it.each(cases)('skyql %s', (words, expected) => {
  expect(offered.get(words)).toBe(expected);
});

it('offers nothing that the program refuses: each option that takes a list, with each of its values', () => {
  for (const command of commands.flatMap((one) => [one, ...(one.subcommands ?? [])])) {
    for (const { name, choices = [] } of command.options)
      for (const choice of choices) expect(parseArguments(command, [`--${name}`, choice]).value(name)).toBe(choice);
  }
});

it('says which shells there are', async () => {
  const terminal = recordingTerminal();
  expect(await main(['completion', 'tcsh'], terminal)).toBe(2);
  expect(terminal.errors()).toContain('There is no completion for "tcsh".');
});
