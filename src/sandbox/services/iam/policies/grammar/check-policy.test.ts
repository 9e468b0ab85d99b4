import { describe, expect, it } from 'vitest';
import { checkPolicy, type PolicyKind } from './check-policy.ts';

type Json = Record<string, unknown>;

const allowed = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const trusted = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };
const variable = (name: string) => `\${${name}}`;
const policy = (statement: unknown, more: Json = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement, ...more });
const permissions = (changes: Json) => policy({ ...allowed, ...changes });
const trust = (changes: Json) => policy({ ...trusted, ...changes });

function messageOf(text: string, kind: PolicyKind): string | undefined {
  try {
    checkPolicy(text, kind);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'MalformedPolicyDocument' });
    return (error as Error).message;
  }
}

const syntax = 'Syntax errors in policy.';

describe('policies that IAM takes', () => {
  it.each([
    permissions({}),
    policy([allowed, { ...allowed, Effect: 'Deny', Sid: 'Second2' }], { Id: 'any text' }),
    permissions({ Action: '*', Resource: '*' }),
    permissions({
      Action: ['ec2:Describe*', 'iam:*', 's3:Get?bject'],
      Resource: ['*', 'arn:aws:iam::123456789012:root'],
    }),
    permissions({ NotAction: 'iam:*', Action: undefined }),
    permissions({ NotResource: 'arn:aws-cn:sns:*:123456789012:a:b', Resource: undefined }),
    permissions({ Resource: `arn:aws:s3:::${variable('aws:PrincipalTag/bucket')}/*` }),
    permissions({ Resource: `arn:aws:iam::*:role/path/${variable('aws:username')}` }),
    permissions({ Version: undefined, Sid: '' }).replace('"Version":"2012-10-17",', ''),
    permissions({ Condition: {} }),
    permissions({
      Condition: {
        StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
        'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': 'team*' },
        NumericLessThan: { 's3:max-keys': '10', 'aws:MultiFactorAuthAge': 3600 },
        DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z', 'aws:EpochTime': '1767225600' },
        Bool: { 'aws:SecureTransport': 'true' },
        Null: { 'aws:TokenIssueTime': false },
        IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'] },
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/${variable('aws:username')}` },
      },
    }),
  ])('%s', (text) => {
    expect(messageOf(text, 'permissions')).toBeUndefined();
  });

  it.each([
    trust({}),
    trust({ Principal: '*' }),
    trust({ Principal: { AWS: ['123456789012', 'arn:aws:iam::123456789012:role/a/b', '*'] } }),
    trust({ Principal: { AWS: 'AROAEXAMPLEEXAMPLE12', Service: ['lambda.amazonaws.com', 'a.b.amazonaws.com'] } }),
    trust({
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
    }),
  ])('to trust: %s', (text) => {
    expect(messageOf(text, 'trust')).toBeUndefined();
  });
});

describe('policies that IAM refuses', () => {
  it.each([
    ['', 'This policy contains invalid Json'],
    ['{', 'This policy contains invalid Json'],
    ["{'Version': '2012-10-17'}", 'This policy contains invalid Json'],
    ['[]', syntax],
    ['null', syntax],
    ['"text"', syntax],
    ['{}', syntax],
    [`{"Version":"2012-10-17","Version":"2012-10-17","Statement":${JSON.stringify(allowed)}}`, syntax],
    ['{"Statement":{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"}}', syntax],
    [policy(undefined), syntax],
    [policy([]), syntax],
    [policy('Allow'), syntax],
    [policy([allowed, 'Allow']), syntax],
    [policy([allowed, null]), syntax],
    [policy([[allowed]]), syntax],
    [policy(allowed, { Version: '2012-10-18' }), syntax],
    [policy(allowed, { Version: 2012 }), syntax],
    [policy(allowed, { Id: 5 }), syntax],
    [policy(allowed, { version: '2012-10-17' }), syntax],
    [policy(allowed, { Comment: 'mine' }), syntax],
    [permissions({ Effect: undefined }), syntax],
    [permissions({ Effect: 'allow' }), syntax],
    [permissions({ Effect: ['Allow'] }), syntax],
    [permissions({ Effect: true }), syntax],
    [permissions({ effect: 'Allow' }), syntax],
    [permissions({ Comment: 'mine' }), syntax],
    [permissions({ Action: undefined }), 'Policy statement must contain actions.'],
    [permissions({ Action: [] }), 'Policy statement must contain actions.'],
    [permissions({ Action: '' }), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
    [
      permissions({ Action: 'GetObject' }),
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [permissions({ Action: 's3:Get:Object' }), 'Actions/Condition can contain only one colon.'],
    [permissions({ Action: 's3*:GetObject' }), 'Vendor s3* is not valid'],
    [permissions({ Action: 's 3:GetObject' }), 'Vendor s 3 is not valid'],
    [permissions({ Action: ':GetObject' }), 'Vendor  is not valid'],
    [permissions({ Action: 's3:' }), syntax],
    [permissions({ Action: 's3:Get Object' }), syntax],
    [permissions({ Action: ['s3:GetObject', 5] }), syntax],
    [permissions({ Action: { service: 's3' } }), syntax],
    [permissions({ NotAction: 's3:GetObject' }), syntax],
    [permissions({ Resource: undefined }), 'Policy statement must contain resources.'],
    [permissions({ Resource: [] }), 'Policy statement must contain resources.'],
    [permissions({ Resource: 'logs' }), 'Resource logs must be in ARN format or "*".'],
    [permissions({ Resource: 'arn:aws:s3' }), 'Resource arn:aws:s3 must be in ARN format or "*".'],
    [permissions({ Resource: 'ARN:aws:s3:::logs' }), 'Resource ARN:aws:s3:::logs must be in ARN format or "*".'],
    [
      permissions({ Resource: 'arn:azure:s3:::logs' }),
      'Partition "azure" is not valid for resource "arn:azure:s3:::logs".',
    ],
    [
      permissions({ Resource: 'arn:aws:s*:::logs' }),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      permissions({ Resource: 'arn:aws:s3:eu-west-1::logs' }),
      'Resource arn:aws:s3:eu-west-1::logs can not contain region information.',
    ],
    [permissions({ Resource: 'arn:aws:iam:eu-west-1:123456789012:role/x' }), /can not contain region information/],
    [
      permissions({ Resource: 'arn:aws:iam::123456789012:roles/x' }),
      /^IAM resource path must either be "\*" or start with user\//,
    ],
    [permissions({ Resource: ['*', null] }), syntax],
    [permissions({ Resource: 'arn:aws:s3:::${aws:username' }), syntax],
    [permissions({ NotResource: '*' }), syntax],
    [permissions({ Principal: '*' }), 'Policy document should not specify a principal.'],
    [permissions({ NotPrincipal: { AWS: '*' } }), 'Policy document should not specify a principal.'],
    [permissions({ Sid: 'with space' }), /^Statement IDs \(SID\) must be alpha-numeric/],
    [permissions({ Sid: 'a-b' }), /^Statement IDs/],
    [permissions({ Sid: 5 }), /^Statement IDs/],
    [
      policy([
        { ...allowed, Sid: 'A' },
        { ...allowed, Sid: 'A' },
      ]),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [permissions({ Condition: 'aws:SourceIp' }), syntax],
    [permissions({ Condition: [] }), syntax],
    [permissions({ Condition: { StringEqual: { 'aws:a': 'b' } } }), 'Invalid Condition type : StringEqual.'],
    [permissions({ Condition: { NullIfExists: { 'aws:a': 'true' } } }), 'Invalid Condition type : NullIfExists.'],
    [permissions({ Condition: { 'ForSomeValues:StringEquals': { 'aws:a': 'b' } } }), /^Invalid Condition type/],
    [permissions({ Condition: { StringEquals: 'b' } }), syntax],
    [permissions({ Condition: { StringEquals: { a: 'b' } } }), /must be prefaced by a vendor/],
    [permissions({ Condition: { StringEquals: { 'aws:a': { b: 1 } } } }), syntax],
    [permissions({ Condition: { StringEquals: { 'aws:a': null } } }), syntax],
    [permissions({ Condition: { NumericEquals: { 'aws:a': 'many' } } }), syntax],
    [permissions({ Condition: { DateEquals: { 'aws:a': 'soon' } } }), syntax],
    [permissions({ Condition: { Bool: { 'aws:a': 'yes' } } }), syntax],
    [permissions({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } }), syntax],
    [permissions({ Condition: { NotIpAddress: { 'aws:SourceIp': 'everywhere' } } }), syntax],
  ])('%s', (text, message) => {
    expect(messageOf(text, 'permissions')).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it.each([
    [trust({ Principal: undefined }), 'Missing required field Principal'],
    [trust({ Resource: '*' }), 'Has prohibited field Resource'],
    [trust({ Principal: 'ec2.amazonaws.com' }), syntax],
    [trust({ Principal: {} }), syntax],
    [trust({ Principal: { Service: [] } }), syntax],
    [trust({ Principal: { Services: 'ec2.amazonaws.com' } }), syntax],
    [trust({ Principal: { Service: 'ec2' } }), 'Invalid principal in policy: "Service":"ec2"'],
    [trust({ Principal: { AWS: '12345' } }), 'Invalid principal in policy: "AWS":"12345"'],
    [trust({ Principal: { AWS: 'arn:aws:s3:::logs' } }), /^Invalid principal in policy/],
    [trust({ Principal: { Federated: 'example.com' } }), /^Invalid principal in policy/],
    [trust({ Principal: { CanonicalUser: 'me' } }), /^Invalid principal in policy/],
    [trust({ Principal: { AWS: '*' }, NotPrincipal: { AWS: '*' } }), syntax],
    [trust({ Action: 's3:GetObject' }), 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [trust({ Action: '*' }), 'AssumeRole policy may only specify STS AssumeRole actions.'],
  ])('to trust: %s', (text, message) => {
    expect(messageOf(text, 'trust')).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});
