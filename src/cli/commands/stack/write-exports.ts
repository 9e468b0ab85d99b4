import { writeFile } from 'node:fs/promises';
import type { Value } from '../../../data/value.ts';

/** Writes what a stack exports: JSON, or, for a name that ends in .sh, lines that a shell reads. */
export async function writeExports(file: string, exports: Readonly<Record<string, Value>>): Promise<void> {
  const text = /\.sh$/.test(file) ? shellText(exports) : `${JSON.stringify(exports, null, 2)}\n`;
  await writeFile(file, text, { mode: 0o600 });
}

export function shellText(exports: Readonly<Record<string, Value>>): string {
  return Object.entries(exports)
    .map(([name, value]) => `export ${name.replace(/\W/g, '_')}='${textOf(value).replaceAll("'", `'\\''`)}'\n`)
    .join('');
}

/** A line an export, for people. */
export function exportLines(exports: Readonly<Record<string, Value>>): string {
  return Object.entries(exports)
    .map(([name, value]) => `${name} = ${textOf(value)}\n`)
    .join('');
}

function textOf(value: Value): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
