import { describe, expect, it } from 'vitest';
import type { ProviderModule } from '../../providers/provider-module.ts';
import { initialConfig } from './initial-config.ts';
import { parseConfig } from './parse-config.ts';

function moduleWith(profiles: readonly { readonly name: string; readonly region?: string }[]): ProviderModule {
  return { name: 'aws', limits: [], profiles: () => profiles, open: () => expect.unreachable() };
}

describe('initialConfig', () => {
  it('has a connection for each profile', () => {
    const text = initialConfig([moduleWith([{ name: 'default' }, { name: 'My Team/prod', region: 'eu-west-1' }])]);
    expect(parseConfig(text, 'f').connections).toEqual([
      { name: 'default', profile: 'default' },
      { name: 'My-Team-prod', profile: 'My Team/prod', regions: ['eu-west-1'] },
    ]);
  });

  it('is right without any profile, and when its comments are taken in', () => {
    const text = initialConfig([moduleWith([])]);
    expect(parseConfig(text, 'f')).toEqual({ file: 'f' });
    const whole = parseConfig(text.replace(/^#(?! )/gm, '').replace(/^#(?= {2})/gm, ''), 'f');
    expect(whole).toMatchObject({ connections: [{ name: 'prod' }, { name: 'company' }], groups: {}, defaults: {} });
  });
});
