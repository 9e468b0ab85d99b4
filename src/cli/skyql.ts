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
  const bundle = requireCompiled(fileURLToPath(new URL(bundledProgram, import.meta.url)));
  await (bundle as typeof import('./program.ts')).program();
}

void start();
