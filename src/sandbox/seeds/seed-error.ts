import { SkyqlError } from '../../errors/skyql-error.ts';

/** @param where `seed.yaml, line 12` */
export function seedError(where: string, reason: string, cause?: unknown): SkyqlError {
  return new SkyqlError('INVALID_SEED', `${where}: ${reason}`, {
    hint: 'docs/sandbox.md tells what a seed file may hold. Nothing of it has been made.',
    cause,
  });
}
