import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What a developer has loaded by `skyql catalog update` is not what the tests are about.
    env: { SKYQL_CACHE_DIR: process.env.SKYQL_CACHE_DIR ?? 'test/no-such-directory' },
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    // Left to itself vitest keeps a core free: half the machine of two.
    maxWorkers: '100%',
    // The files of a thread share the modules that are loaded and made fast: half the processor time of a fresh set for each.
    pool: 'threads',
    isolate: false,
    globalSetup: ['test/support/run-directory.ts'],
    setupFiles: ['test/support/leave-as-found.ts'],
    testTimeout: 20_000,
    // A test that expects nothing cannot fail.
    expect: { requireAssertions: true },
    hookTimeout: 30_000,
  },
});
