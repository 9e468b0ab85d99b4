import { SkyqlError } from './skyql-error.ts';

export function isSkyqlErrorWith(error: unknown, code: string): error is SkyqlError {
  return error instanceof SkyqlError && error.code === code;
}
