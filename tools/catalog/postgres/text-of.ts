import { readFileSync } from 'node:fs';

/** The text of a file that stands beside this one. */
export function textOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
