import { readFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { HostOptions } from '../host-options.ts';
import type { Config } from './config.ts';
import { findConfig } from './find-config.ts';

/** The file that the option names or lets find, read and checked. Throws `INVALID_CONFIG` and `CONFIG_NOT_FOUND`. */
export async function loadConfig(option: HostOptions['config']): Promise<Config | undefined> {
  const file = option === true ? findConfig() : option === false ? undefined : option;
  if (file === undefined) return undefined;
  const text = await readConfig(file);
  // Loaded here alone: who has no file does not wait for a reader of YAML.
  const { parseConfig } = await import('./parse-config.ts');
  return parseConfig(text, file);
}

async function readConfig(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new SkyqlError('CONFIG_NOT_FOUND', `${isMissing ? 'There is no file' : 'Cannot read the file'} ${file}.`, {
      hint: isMissing ? 'skyql init writes one.' : 'It has to be a text in UTF-8 that you may read.',
      cause,
    });
  }
}
