/** How the process ends: what scripts that call skyql rely on. */
export const exitCode = {
  done: 0,
  /** The statement failed, or part of a mutation did. */
  failed: 1,
  wrongUsage: 2,
  /** Rows came with warnings, and `--strict` was given. */
  warnings: 3,
  /** A change may have been made, and no answer says whether. */
  unknown: 4,
  interrupted: 130,
} as const;
