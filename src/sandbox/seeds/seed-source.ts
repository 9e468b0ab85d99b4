import { readFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Populate } from '../sandbox.ts';

/**
 * What a sandbox is populated with: `demo`, `empty`, `estate=1000` (a generated estate with so many images in each region)
 * or the path of a seed file.
 *
 * Rejects with `INVALID_SEED`.
 */
export async function seedFrom(source: string): Promise<Populate | undefined> {
  if (source === 'empty') return undefined;
  if (source === 'demo') return (await import('./populate-demo.ts')).populateDemo;
  const images = /^estate=(.*)$/.exec(source)?.[1];
  if (images === undefined) return seedFromFile(source);
  if (!/^\d{1,7}$/.test(images)) {
    throw new SkyqlError('INVALID_SEED', `An estate has a number of images in each region, not "${images}".`, {
      hint: 'Write it as --seed estate=1000.',
    });
  }
  const { seedEstate } = await import('./seed-estate.ts');
  return seedEstate(Number(images));
}

async function seedFromFile(path: string): Promise<Populate> {
  const [text, { readSeedFile }, { runSeed }] = await Promise.all([
    readFile(path, 'utf8').catch((cause: unknown) => {
      throw new SkyqlError('INVALID_SEED', `Cannot read the seed file ${path}.`, {
        hint: 'Give the path of a YAML file, demo, empty or estate=1000.',
        cause,
      });
    }),
    import('./seed-file.ts'),
    import('./run-seed.ts'),
  ]);
  return runSeed(readSeedFile(text, path));
}
