import { namesIgnoreCase } from './assumptions.ts';

/** The key of an image or a config in its table. */
export function keyOf(name: string): string {
  return namesIgnoreCase ? name.toLowerCase() : name;
}
