import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where skyql keeps what it has fetched for its user: `SKYQL_CACHE_DIR`, else `skyql` in the cache directory of the
 * system (`XDG_CACHE_HOME` or `~/.cache`; `~/Library/Caches` on macOS; `%LOCALAPPDATA%` on Windows).
 */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { SKYQL_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (SKYQL_CACHE_DIR) return SKYQL_CACHE_DIR;
  if (platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'skyql', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'skyql');
  // Of the XDG specification: a relative path is to be ignored.
  return join(XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'skyql');
}
