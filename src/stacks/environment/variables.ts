import { readFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** What is given to a stack from outside: by -e, by a file, by the process's environment, in this order. */
export interface Variables {
  readonly given: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** The variables of `KEY=VALUE` texts and of a file of such lines. Throws INVALID_VARIABLE and MISSING_FILE. */
export async function readVariables({
  pairs,
  file,
  isFileNamed = true,
  environment,
}: {
  readonly pairs: readonly string[];
  readonly file?: string;
  /** What nobody has named may be another program's: lines of other forms are left out of it. */
  readonly isFileNamed?: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): Promise<Variables> {
  const fromFile = file === undefined ? {} : parseEnvironmentFile(await textOf(file), file, isFileNamed);
  const defined = Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return {
    given: { ...fromFile, ...Object.fromEntries(pairs.map((pair) => pairOf(pair, '-e'))) },
    environment: Object.fromEntries(defined),
  };
}

/** `NAME=value`, `export NAME="value"` and comments, a line each. */
export function parseEnvironmentFile(text: string, file: string, isStrict = true): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), at: `${file}:${index + 1}` }));
  return Object.fromEntries(
    lines
      .filter(({ line }) => line !== '' && !line.startsWith('#') && (isStrict || isPair.test(line)))
      .map(({ line, at }): [string, string] => {
        const [name, value] = pairOf(line.replace(/^export\s+/, ''), at);
        const quoted = /^(["'])(.*)\1$/s.exec(value);
        return [name, quoted ? (quoted[2] ?? '') : value.replace(/\s+#.*$/, '')];
      }),
  );
}

const isPair = /^(?:export\s+)?[A-Za-z_]\w*\s*=/;

function pairOf(text: string, at: string): [string, string] {
  const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*([\s\S]*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new SkyqlError('INVALID_VARIABLE', `${at}: A variable is written NAME=VALUE.`, {
    hint: 'Write it as -e AWS_REGION=us-east-1.',
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SkyqlError('MISSING_FILE', `The file ${file} cannot be read.`, {
      hint: '--env-file names a file of NAME=VALUE lines.',
      cause: error,
    });
  }
}
