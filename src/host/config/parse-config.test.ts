import { describe, expect, it } from 'vitest';
import { parseConfig } from './parse-config.ts';

const whole = `
connections:
  dev:
    profile: dev
    regions: [eu-west-1, eu-central-1]
    tags: {env: dev, cost-center: 0042}
  prod:
    profile: main
    role:
      arn: arn:aws:iam::111122223333:role/teams/reader
      external_id: a-secret-between-us
      session_name: nightly
    endpoint: https://proxy.example.com
  audit:
    role: arn:aws-us-gov:iam::111122223333:role/reader
  company:
    organization: true
    profile: management
    role: reader
groups:
  production: [prod, company/*]
  all: ['*']
  mine: dev
defaults:
  connection: production
  account: [tag:env=prod, 012345678901]
  region: eu-west-1
  read_only: true
  max_changes: 10
  fail_fast: true
  strict: false
  dialect: stackql
limits:
  - name: aws.ec2.describe
    per_second: 5
    at_once: 2
`;

describe('parseConfig', () => {
  it('reads all that a file can say', () => {
    expect(parseConfig(whole, 'skyql.yaml')).toEqual({
      file: 'skyql.yaml',
      connections: [
        {
          name: 'dev',
          profile: 'dev',
          regions: ['eu-west-1', 'eu-central-1'],
          tags: { env: 'dev', 'cost-center': '0042' },
        },
        {
          name: 'prod',
          profile: 'main',
          role: {
            arn: 'arn:aws:iam::111122223333:role/teams/reader',
            externalId: 'a-secret-between-us',
            sessionName: 'nightly',
          },
          endpoint: 'https://proxy.example.com',
        },
        { name: 'audit', role: 'arn:aws-us-gov:iam::111122223333:role/reader' },
        { name: 'company', organization: true, profile: 'management', role: 'reader' },
      ],
      groups: { production: ['prod', 'company/*'], all: ['*'], mine: ['dev'] },
      defaults: {
        connection: 'production',
        account: ['tag:env=prod', '012345678901'],
        region: 'eu-west-1',
        readOnly: true,
        maxChanges: 10,
        failFast: true,
        strict: false,
        dialect: 'stackql',
      },
      limits: [{ name: 'aws.ec2.describe', perSecond: 5, atOnce: 2 }],
    });
  });

  it.each(['', '# nothing yet\n', 'connections:\ndefaults:\n'])('takes %j for a file that says nothing', (text) => {
    expect(parseConfig(text, 'skyql.yaml')).toEqual({ file: 'skyql.yaml' });
  });

  it('reads anchors and aliases', () => {
    const text = 'connections:\n  a: &a\n    profile: x\n    regions: &r [eu-west-1]\n  b: *a\n  c: {regions: *r}\n';
    expect(parseConfig(text, 'f').connections).toEqual([
      { name: 'a', profile: 'x', regions: ['eu-west-1'] },
      { name: 'b', profile: 'x', regions: ['eu-west-1'] },
      { name: 'c', regions: ['eu-west-1'] },
    ]);
  });

  const connection = (text: string) => `connections:\n  dev:\n${text}`;
  const role = 'arn:aws:iam::111122223333:role/r';
  it.each<[string, string, RegExp, RegExp]>([
    ['conections: {}', '1:1', /skyql.yaml has no conections/, /Did you mean connections\?/],
    [connection('    profil: dev'), '3:5', /a connection has no profil/, /Did you mean profile\?/],
    [connection('    externalId: x'), '3:5', /a connection has no externalId/, /./],
    [connection('    region: eu-west-1'), '3:5', /no region/, /regions/],
    [connection('    regions: eu-west-1'), '3:14', /regions takes a list of texts/, /^$/],
    [connection('    regions: [eu-west-1, {a: b}]'), '3:14', /regions takes a list of texts/, /^$/],
    [connection('    organization: yes please'), '3:19', /organization takes true or false/, /^$/],
    [connection('    secret_access_key: hunter2'), '3:5', /no secret_access_key/, /~\/.aws\/credentials/],
    [connection('    role: arn:aws:iam::1:role/r'), '3:11', /role takes a role's ARN/, /^$/],
    [connection('    role: {arn: nonsense}'), '3:17', /arn takes a role's ARN/, /^$/],
    [connection('    role: {external_id: x}'), '3:25', /external_id takes an external id/, /^$/],
    [connection('    role: {external_id: xyz}'), '2:3', /dev has a role without an ARN\./, /Write it whole/],
    [connection('    role: reader'), '2:3', /dev has a role without an ARN: reader/, /organization: true/],
    [connection(`    role: ${role}\n    organization: true`), '2:3', /is an organization/, /the role's name alone/],
    [connection('    endpoint: localhost:4566'), '3:15', /endpoint takes an address with its scheme/, /^$/],
    [connection('    tags: [a]'), '3:11', /tags takes an object/, /^$/],
    ['connections:\n  dev:\n', '2:3', /dev takes an object/, /^$/],
    ['connections:\n  dev: {profile: a}\n  dev: {profile: b}\n', '3:3', /Map keys must be unique/, /^$/],
    ['connections: [dev]', '1:14', /connections takes an object/, /^$/],
    ['connections:\n  a/b: {}\n', '2:3', /no space, comma, \/ and \*/, /Patterns/],
    ['groups: {all: [dev]}', '1:10', /There is no connection and no group dev/, /There is: all/],
    [connection('    profile: a\ngroups: {prod: [de]}'), '4:10', /no connection and no group de/, /Did you mean dev\?/],
    [connection('    profile: a\ngroups: {dev: [dev]}'), '4:10', /dev is a connection already/, /another name/],
    [connection('    profile: a\ngroups: {g: [dev, h], h: [g, dev]}'), '4:10', /The group g holds itself/, /./],
    [connection('    profile: a\ngroups: {g: [dev, nobody/x]}'), '4:19', /no group nobody\/x/, /./],
    [connection('    profile: a\ndefaults: {connection: prod}'), '4:12', /no connection and no group prod/, /dev/],
    ['defaults: {account: "1234"}', '1:12', /"1234" is no account/, /twelve digits/],
    ['defaults: {readonly: true}', '1:12', /defaults has no readonly/, /read_only/],
    ['defaults: {max_changes: many}', '1:25', /max_changes takes a whole number/, /^$/],
    ['limits: [{per_second: 1}]', '1:1', /Limit 1 has no name/, /./],
    ['limits: [{name: a, per_second: -1}]', '1:32', /per_second takes a number above 0/, /^$/],
    ['a: b: c', '1:4', /That is no YAML/, /^$/],
    ['- a', '1:1', /names with values, of skyql.yaml/, /^$/],
  ])('refuses %j at %s', (text, place, message, hint) => {
    let error: unknown;
    try {
      parseConfig(text, 'conf/skyql.yaml');
    } catch (thrown) {
      error = thrown;
    }
    const [line, column] = place.split(':').map(Number);
    expect(error).toMatchObject({
      code: 'INVALID_CONFIG',
      message: expect.stringMatching(message),
      position: { line, column },
    });
    expect((error as Error).message).toMatch(`conf/skyql.yaml:${place}: `);
    expect((error as { hint?: string }).hint ?? '').toMatch(hint);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});
