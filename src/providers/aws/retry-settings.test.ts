import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptsOf } from './retry-settings.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'skyql-retries-'));
  writeFileSync(
    join(folder, 'config'),
    '[profile slow]\nmax_attempts = 12\n[profile standard]\nretry_mode = standard\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = () => ({ AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') });

describe('attemptsOf', () => {
  it.each([
    [undefined, {}, 6],
    ['slow', {}, 12],
    ['standard', {}, 3],
    ['slow', { AWS_MAX_ATTEMPTS: '2' }, 2],
    ['slow', { AWS_RETRY_MODE: 'standard' }, 12],
    [undefined, { AWS_RETRY_MODE: 'legacy' }, 5],
    [undefined, { AWS_RETRY_MODE: 'Adaptive' }, 3],
    [undefined, { AWS_MAX_ATTEMPTS: '', AWS_RETRY_MODE: '' }, 6],
  ])('of %s with %j is %i', (profile, environment, attempts) => {
    expect(attemptsOf(profile, { ...files(), ...environment })).toBe(attempts);
  });

  it.each([
    [{ AWS_MAX_ATTEMPTS: '0' }, "AWS_MAX_ATTEMPTS is '0'."],
    [{ AWS_MAX_ATTEMPTS: 'many' }, "AWS_MAX_ATTEMPTS is 'many'."],
    [{ AWS_RETRY_MODE: 'fast' }, "AWS_RETRY_MODE is 'fast'."],
  ])('refuses %j', (environment, message) => {
    expect(() => attemptsOf(undefined, { ...files(), ...environment })).toThrow(message);
  });
});
