import { describe, expect, it } from 'vitest';
import { sandboxConnection } from './sandbox-connection.ts';

const accounts = { production: '123456789012', build: '210987654321' };
const inSandbox = (given: object, environment = {}) =>
  sandboxConnection({ name: 'a', regions: [], ...given }, accounts, environment);

describe('a connection in a sandbox', () => {
  it.each([
    [{}, '123456789012'],
    [{ profile: 'default' }, '123456789012'],
    [{ profile: 'build' }, '210987654321'],
    [{ profile: '333344445555' }, '333344445555'],
    [{ credentials: { accessKeyId: '1', secretAccessKey: '2' } }, '1'],
  ])('%j has the key %s', (given, accessKeyId) => {
    expect(inSandbox(given).credentials).toMatchObject({ accessKeyId });
  });

  it('has its own regions, those of the environment, or one', () => {
    expect(inSandbox({ regions: ['a'] }, { AWS_REGION: 'b' }).regions).toEqual(['a']);
    expect(inSandbox({}, { AWS_REGION: 'b' }).regions).toEqual(['b']);
    expect(inSandbox({}, { AWS_DEFAULT_REGION: 'c' }).regions).toEqual(['c']);
    expect(inSandbox({}).regions).toEqual(['us-east-1']);
  });

  it('is refused where no account has the profile', () => {
    expect(() => inSandbox({ profile: 'biuld' })).toThrowError(
      expect.objectContaining({ code: 'UNKNOWN_PROFILE', hint: expect.stringMatching(/^Did you mean build\? It has/) }),
    );
  });
});
