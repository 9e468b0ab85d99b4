import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where skyql keeps what its user has done: `skyql` in the directory that the system has for it (`XDG_STATE_HOME` or `~/.local/state`;
 * `~/Library/Application Support` on macOS; `%LOCALAPPDATA%` on Windows).
 */
export function dataDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'skyql');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'skyql');
  // Of the XDG specification: a relative path is to be ignored.
  return join(XDG_STATE_HOME?.startsWith('/') ? XDG_STATE_HOME : join(homedir(), '.local', 'state'), 'skyql');
}
