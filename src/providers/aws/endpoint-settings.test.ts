import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointSettings } from './endpoint-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'skyql-endpoints-'));
const files = {
  AWS_CONFIG_FILE: join(folder, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
};
const s3 = { serviceId: 'S3' };
const control = { serviceId: 'S3 Control' };

beforeAll(() => {
  writeFileSync(
    files.AWS_CONFIG_FILE,
    `[default]
use_fips_endpoint = true
[profile local]
endpoint_url = http://all.local
services = mine
use_dualstack_endpoint = TRUE
[services mine]
s3 =
  endpoint_url = http://s3.local
s3_control =
  endpoint_url = http://control.local # the other
[profile quiet]
endpoint_url = http://all.local
ignore_configured_endpoint_urls = true
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('endpointSettings', () => {
  it("are AWS's own where nothing is set", () => {
    const settings = endpointSettings({ profile: 'none' }, files);
    expect([settings.useFips, settings.useDualStack, settings.endpoint, settings.overrideFor(s3)]).toEqual([
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  it("take the profile's", () => {
    expect(endpointSettings({}, files).useFips).toBe(true);
    const local = endpointSettings({ profile: 'local' }, files);
    expect([local.useFips, local.useDualStack, local.endpoint]).toEqual([false, true, 'http://all.local']);
    expect(local.overrideFor(s3)).toBe('http://s3.local');
    expect(local.overrideFor(control)).toBe('http://control.local');
    expect(local.overrideFor({ serviceId: 'SQS' })).toBe('http://all.local');
  });

  it("let the environment win, the one service's before that of all", () => {
    const environment = {
      ...files,
      AWS_PROFILE: 'local',
      AWS_ENDPOINT_URL: 'http://env.local',
      AWS_ENDPOINT_URL_S3_CONTROL: 'http://env-control.local',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'false',
    };
    const settings = endpointSettings({}, environment);
    expect([settings.useFips, settings.useDualStack, settings.endpoint]).toEqual([true, false, 'http://env.local']);
    expect(settings.overrideFor(s3)).toBe('http://env.local');
    expect(settings.overrideFor(control)).toBe('http://env-control.local');
  });

  it('let what is given win over all', () => {
    const environment = { ...files, AWS_ENDPOINT_URL_S3: 'http://env.local', AWS_USE_FIPS_ENDPOINT: 'true' };
    const settings = endpointSettings({ endpoint: 'http://given.local', useFips: false }, environment);
    expect([settings.useFips, settings.endpoint, settings.overrideFor(s3)]).toEqual([
      false,
      'http://given.local',
      'http://given.local',
    ]);
  });

  it('pass over what is configured when told to', () => {
    expect(endpointSettings({ profile: 'quiet' }, files).overrideFor(s3)).toBeUndefined();
    const environment = { ...files, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: 'http://env.local' };
    expect(endpointSettings({ profile: 'local' }, environment).endpoint).toBeUndefined();
  });
});
