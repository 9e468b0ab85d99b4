import { seedDemo } from './demo.ts';
import { keepSeed } from './keep-seed.ts';

/**
 * The demo estate, made once for all sandboxes of a process that begin within a minute: making it is what the start of a sandbox costs.
 *
 * @example
 * const server = await startSandbox({ populate: populateDemo });
 */
export const populateDemo = keepSeed(seedDemo, 60_000);
