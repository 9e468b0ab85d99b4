import { resolveStack } from './environment/resolve-stack.ts';
import type { Stack } from './environment/stack.ts';
import { readVariables } from './environment/variables.ts';
import { findManifest } from './manifest/find-manifest.ts';
import { parseManifest } from './manifest/parse-manifest.ts';

export interface StackLocation {
  readonly directory: string;
  /** The name of the environment: `dev`. */
  readonly environment: string;
  /** `NAME=VALUE`. */
  readonly variables?: readonly string[];
  /** A file of such lines. */
  readonly variablesFile?: string;
  /** Whether somebody has named the file; yes unless given. */
  readonly isFileNamed?: boolean;
  /** The process's. */
  readonly surrounding: Readonly<Record<string, string | undefined>>;
}

/** Reads and checks a stack wholly: its manifest, the files that it names, and what its templates need. Makes no call. */
export async function openStack(location: StackLocation): Promise<Stack> {
  const { directory, environment, variables = [], variablesFile, isFileNamed, surrounding } = location;
  const manifest = await parseManifest(await findManifest(directory), directory);
  const given = await readVariables({
    pairs: variables,
    ...(variablesFile !== undefined && { file: variablesFile }),
    ...(isFileNamed !== undefined && { isFileNamed }),
    environment: surrounding,
  });
  return resolveStack(manifest, environment, given);
}
