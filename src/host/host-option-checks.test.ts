import { describe, expect, it } from 'vitest';
import { hostOptionChecks, refuseContradictions } from './host-option-checks.ts';
import type { HostOptions } from './host-options.ts';
import { checkOptions } from './option-checks.ts';

function failure(options: unknown): unknown {
  try {
    checkOptions(options as HostOptions, hostOptionChecks, 'openHost()');
    refuseContradictions(options as HostOptions);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the options of a host', () => {
  it.each<[unknown, RegExp, RegExp]>([
    [{ sandboxx: true }, /openHost\(\) has no option sandboxx/, /Did you mean sandbox\?/],
    [{ Sandbox: true }, /no option Sandbox/, /Did you mean sandbox\?/],
    [{ regions: ['a'] }, /no option regions/, /Did you mean region\?/],
    [{ colour: 'red' }, /no option colour/, /^It takes sandbox, endpoint/],
    [{ sandbox: { sead: 'empty' } }, /sandbox has no option sead/, /Did you mean seed\?/],
    [{ sandbox: { seed: 'none' } }, /The option seed of sandbox takes 'demo' or 'empty'/, /^$/],
    [{ sandbox: 'true' }, /The option sandbox of openHost\(\) takes true, false or an object/, /^$/],
    [{ useFips: 1 }, /takes true or false/, /^$/],
    [{ endpoint: '' }, /takes a text/, /^$/],
    [{ region: ['a', 1] }, /takes a text or a list of texts/, /^$/],
    [{ connections: { name: 'a' } }, /takes a list of objects/, /^$/],
    [{ connections: [{ name: 'a', region: 'b' }] }, /a connection has no option region/, /Did you mean regions\?/],
    [{ connections: [] }, /list of connections is empty/, /Leave it away/],
    [
      { connections: [{ name: 'a', credentials: { accessKeyId: 'AKID', secretAccessKey: undefined } }] },
      /credentials of the connection a have no secretAccessKey/,
      /variable/,
    ],
    [{ connections: [{ name: 'a', credentials: {} }] }, /connection a have no accessKeyId/, /variable/],
    [{ connections: [{ profile: 'a' }] }, /A connection has no name/, /./],
    [{ connections: [{ name: 'a' }, { name: 'a' }] }, /Two connections are named a/, /./],
    [{ profile: 'a', connections: [{ name: 'a' }] }, /Both profile and connections/, /./],
    [{ sandbox: {}, endpoint: 'http://localhost' }, /Both sandbox and endpoint/, /./],
    [{ endpoint: 'http://localhost', useFips: true }, /useFips and useDualStack/, /./],
    [null, /takes an object of options/, /./],
    [[], /takes an object of options/, /./],
    [new Map([['sandbox', true]]), /takes an object of options/, /./],
    [Promise.resolve({ sandbox: true }), /takes an object of options/, /await/],
    [Object.create({ sandbox: true }), /takes an object of options/, /./],
    [
      { sandbox: new Map([['seed', 'empty']]) },
      /The option sandbox of openHost\(\) takes true, false or an object/,
      /^$/,
    ],
    [{ connections: [new Map([['name', 'a']])] }, /takes a list of objects/, /^$/],
  ])('%j', (options, message, hint) => {
    const error = failure(options);
    expect(error).toMatchObject({ code: 'INVALID_OPTION', message: expect.stringMatching(message) });
    expect((error as { hint?: string }).hint ?? '').toMatch(hint);
  });

  it('never repeats a secret', () => {
    const credentials = { accessKeyId: 'AKID', secretAccessKey: ['hunter2'] };
    const error = failure({ connections: [{ name: 'a', credentials }] });
    expect(error).toMatchObject({ code: 'INVALID_OPTION' });
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });

  it.each<[HostOptions]>([
    [{}],
    [{ sandbox: true, region: 'a' }],
    [{ sandbox: { seed: 'empty', clock: 'fast' }, endpoint: undefined }],
    [{ sandbox: false, endpoint: 'http://localhost' }],
    [{ connections: [{ name: 'a', regions: [] }], region: ['a', 'b'] }],
  ])('takes %j', (options) => {
    expect(failure(options)).toBeUndefined();
  });
});
