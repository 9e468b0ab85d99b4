#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { requireCompiled } from '../data/require-compiled.ts';

/** The program as one file, which the build makes. Absent where the source runs. */
declare const bundledProgram: string | undefined;

async function start(): Promise<void> {
  if (typeof bundledProgram === 'undefined') {
    const { program } = await import('./program.ts');
    return program();
  }
  // Of Node 22.1 and later; the program says nothing of what it cannot keep.
  (module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
  // Another thread takes as long to open it as this one to load the program.
  const ahead = needsDatabase(process.argv.slice(2)) ? await import('../session/open-ahead.ts') : undefined;
  const opening = ahead?.openAhead({});
  const bundle = requireCompiled(fileURLToPath(new URL(bundledProgram, import.meta.url)));
  await (bundle as typeof import('./program.ts')).program(opening);
}

function needsDatabase([command, ...words]: readonly string[]): boolean {
  return command === 'query' && !words.some((word) => /^--(database|dryrun|help)\b|^-h$/.test(word));
}

void start();
