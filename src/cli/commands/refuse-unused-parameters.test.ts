import { expect, it } from 'vitest';
import { refuseUnusedParameters } from './refuse-unused-parameters.ts';

it('takes parameters that one of the statements uses, and refuses others', () => {
  const script = "SELECT $days; SELECT '$nobody', $team";
  expect(() => refuseUnusedParameters(script, ['days', 'team'])).not.toThrow();
  expect(() => refuseUnusedParameters(script, [])).not.toThrow();
  expect(() => refuseUnusedParameters(script, ['days', 'nobody'])).toThrow('No statement uses --param nobody.');
  expect(() => refuseUnusedParameters('SELECT 1', ['days'])).toThrow('No statement uses --param days.');
});

it('leaves a script that cannot be read to those who run it', () => {
  expect(() => refuseUnusedParameters("SELECT 'open", ['days'])).not.toThrow();
  expect(() => refuseUnusedParameters('SELECT $1, $name', ['days'])).not.toThrow();
});
