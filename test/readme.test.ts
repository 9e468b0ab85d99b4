import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../src/cli/main.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** A command and what it is said to print. */
const examples = [...text.matchAll(/```sh\n(npx skyql [\s\S]*?)\n```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, command = '', shown = '']) => ({ command, shown }),
);

/** As a shell takes it apart; our examples have no more than double quotes. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
}

/** The estate of the sandbox is as old as it was, whatever day it is, and requests have tokens of their own. */
function ageless(output: string): string {
  return output
    .replace(/\d{4}-\d\d-\d\d/g, 'DATE')
    .replace(/\d{4}\.\d+\.\d+(?=\/\d)/g, 'VERSION')
    .replace(/[ ─]+/g, ' ');
}

describe('README', { timeout: 60_000 }, () => {
  // What a fresh machine has.
  beforeAll(() => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'AWS_ENDPOINT_URL'])
      vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nonexistent');
  });
  afterAll(() => vi.unstubAllEnvs());

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  it.each(examples)('prints what it shows: $command', async ({ command, shown }) => {
    const terminal = recordingTerminal();
    const [, program, ...words] = wordsOf(command);
    expect(program).toBe('skyql');
    expect(await main(words, terminal), terminal.errors()).toBe(0);
    expect(ageless(terminal.output())).toBe(ageless(shown));
  });
});
