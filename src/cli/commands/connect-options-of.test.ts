import { describe, expect, it } from 'vitest';
import { parseArguments } from '../arguments/parse-arguments.ts';
import { connectOptionsOf } from './connect-options-of.ts';
import { queryCommand } from './query-description.ts';

describe('connectOptionsOf', () => {
  it('takes the dialect that the session begins with', () => {
    expect(connectOptionsOf(parseArguments(queryCommand, ['--sandbox', '--dialect', 'stackql', 'SELECT 1']))).toEqual({
      sandbox: true,
      dialect: 'stackql',
    });
    expect(connectOptionsOf(parseArguments(queryCommand, ['--sandbox', 'SELECT 1']))).toEqual({ sandbox: true });
    expect(() => parseArguments(queryCommand, ['--dialect', 'stackq', 'SELECT 1'])).toThrow('does not take "stackq"');
  });
});
