import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheDirectory } from './cache-directory.ts';

it.each([
  ['linux', {}, join(homedir(), '.cache', 'skyql')],
  ['linux', { XDG_CACHE_HOME: '/var/cache/me' }, join('/var/cache/me', 'skyql')],
  ['linux', { XDG_CACHE_HOME: 'relative' }, join(homedir(), '.cache', 'skyql')],
  ['darwin', { XDG_CACHE_HOME: '/var/cache/me' }, join(homedir(), 'Library', 'Caches', 'skyql')],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }, join('C:\\Users\\me\\AppData\\Local', 'skyql', 'cache')],
  ['linux', { SKYQL_CACHE_DIR: '/elsewhere', XDG_CACHE_HOME: '/var/cache/me' }, '/elsewhere'],
] as const)('is where %s keeps caches, with %j', (platform, environment, directory) => {
  expect(cacheDirectory(environment, platform)).toBe(directory);
});
