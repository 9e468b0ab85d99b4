import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRegion } from './default-region.ts';

const folder = mkdtempSync(join(tmpdir(), 'skyql-region-'));
const files = {
  AWS_CONFIG_FILE: join(folder, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
};

beforeAll(() => {
  writeFileSync(
    files.AWS_CONFIG_FILE,
    `# made by hand
[default]
region = eu-west-1
[profile dev]
sso_session = corp
s3 =
  region = nowhere-1
region=ap-south-1 # the office
[profile "two words"]
region = sa-east-1
[sso-session corp]
region = us-east-2
[profile bare]
output = json
`,
  );
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, '[old]\nregion = us-west-1\naws_access_key_id = x\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('defaultRegion', () => {
  it.each([
    ['the default profile', undefined, {}, 'eu-west-1'],
    ['AWS_REGION', 'dev', { AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-east-1' }, 'us-west-2'],
    ['AWS_DEFAULT_REGION', undefined, { AWS_DEFAULT_REGION: 'us-east-1' }, 'us-east-1'],
    ['a given profile', 'dev', {}, 'ap-south-1'],
    ['AWS_PROFILE', undefined, { AWS_PROFILE: 'dev' }, 'ap-south-1'],
    ['a profile in quotes', 'two words', {}, 'sa-east-1'],
    ['the credentials file', 'old', {}, 'us-west-1'],
    ['nothing for a profile without one', 'bare', {}, undefined],
    ['nothing for an unknown profile', 'corp', {}, undefined],
  ])('takes %s', (_, profile, environment, region) => {
    expect(defaultRegion(profile, { ...files, ...environment })).toBe(region);
  });

  it('does without the files', () => {
    expect(
      defaultRegion(undefined, {
        AWS_CONFIG_FILE: join(folder, 'no'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no'),
      }),
    ).toBeUndefined();
  });
});
