import { afterAll, vi } from 'vitest';

// The files of a thread share one process: what a file sets in its environment or clock ends with it, and what it has begun to
// import is there for the next.
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
  await vi.dynamicImportSettled();
});
