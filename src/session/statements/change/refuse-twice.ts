import { SkyqlError } from '../../../errors/skyql-error.ts';
import { sameName } from '../../../plan/access/same-name.ts';

/**
 * Throws WRONG_ARGUMENTS where a statement gives something two values: nobody knows which is meant. `meanings`: what the names
 * mean, where two of them may mean the same.
 */
export function refuseTwice(verb: string, names: readonly string[], meanings: readonly string[] = names): void {
  for (const [index, name] of names.entries()) {
    const before = names.findIndex(
      (other, at) => at < index && (sameName(other, name) || meanings[at] === meanings[index]),
    );
    if (before < 0) continue;
    const other = names[before] ?? '';
    throw new SkyqlError(
      'WRONG_ARGUMENTS',
      sameName(other, name)
        ? `${verb} gives ${name} twice.`
        : `${verb} gives ${other} and ${name}, which are two names of the same thing.`,
      { hint: 'Give it once.' },
    );
  }
}
