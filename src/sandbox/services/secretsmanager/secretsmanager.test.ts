import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf } from '../../kit/members.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { failed } from '../../kit/resource-steps.ts';
import { createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { stepOf } from '../../kit/step-of.ts';
import type { ResourceHandler } from '../../service.ts';
import { secretsmanager } from './secretsmanager.ts';

const model = modelConformance('secretsmanager');
const first = '11111111-1111-1111-1111-111111111111';
const second = '22222222-2222-2222-2222-222222222222';
const third = '33333333-3333-3333-3333-333333333333';
const day = 86_400_000;

/** A bench whose answers have to be as the model says. */
function createBench(): ServiceBench {
  const bench = createServiceBench(secretsmanager);
  return {
    ...bench,
    call(operation, input = {}, place = {}) {
      const answer = bench.call(operation, input, place);
      expect(model.violationsOf(operation, 'output', answer)).toEqual([]);
      return answer;
    },
  };
}

function withSecret(name = 'db', more: WireStructure = {}): ServiceBench {
  const bench = createBench();
  bench.call('CreateSecret', { Name: name, SecretString: 'one', ClientRequestToken: first, ...more });
  return bench;
}

const refusal = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });
const namesIn = (answer: WireStructure) => structuresOf(answer.SecretList).map(({ Name }) => Name);

describe('a secret', () => {
  it('is found by its name, its ARN and the beginning of its ARN', () => {
    const bench = createBench();
    const made = bench.call('CreateSecret', { Name: 'app/db-main', SecretString: 'one', ClientRequestToken: first });
    expect(made).toEqual({
      ARN: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:app\/db-main-[A-Za-z0-9]{6}$/),
      Name: 'app/db-main',
      VersionId: first,
    });
    const arn = String(made.ARN);
    for (const SecretId of ['app/db-main', arn, arn.slice(0, -7)])
      expect(bench.call('GetSecretValue', { SecretId })).toEqual({
        ...made,
        SecretString: 'one',
        VersionStages: ['AWSCURRENT'],
        CreatedDate: '2026-11-21T12:00:00.000Z',
      });
    for (const SecretId of ['app/db', `${arn.slice(0, -1)}!`, arn.replace('us-east-1', 'eu-west-1')])
      expect(() => bench.call('DescribeSecret', { SecretId })).toThrow(
        refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret."),
      );
    expect(() => bench.call('DescribeSecret', { SecretId: arn }, { account: '444455556666' })).toThrow();
  });

  it('tells what it is, and never its value', () => {
    const bench = withSecret('db', {
      Description: 'of the tests',
      KmsKeyId: 'alias/mine',
      Tags: [{ Key: 'team', Value: 'data' }],
    });
    bench.pass(day);
    bench.call('GetSecretValue', { SecretId: 'db' });
    expect(bench.call('DescribeSecret', { SecretId: 'db' })).toEqual({
      ARN: expect.stringContaining(':secret:db-'),
      Name: 'db',
      Description: 'of the tests',
      KmsKeyId: 'alias/mine',
      LastChangedDate: '2026-11-21T12:00:00.000Z',
      LastAccessedDate: '2026-11-22T00:00:00.000Z',
      Tags: [{ Key: 'team', Value: 'data' }],
      VersionIdsToStages: { [first]: ['AWSCURRENT'] },
      CreatedDate: '2026-11-21T12:00:00.000Z',
    });
  });

  it('without a value has nothing to read, until one is put', () => {
    const bench = createBench();
    expect(bench.call('CreateSecret', { Name: 'empty' })).not.toHaveProperty('VersionId');
    expect(() => bench.call('GetSecretValue', { SecretId: 'empty' })).toThrow(
      refusal(
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
      ),
    );
    const SecretBinary = new Uint8Array([0, 255]);
    bench.call('PutSecretValue', { SecretId: 'empty', SecretBinary });
    expect(bench.call('GetSecretValue', { SecretId: 'empty' })).toMatchObject({ SecretBinary });
  });

  it('is made once, however often the same request comes', () => {
    const bench = withSecret();
    const again = bench.call('CreateSecret', { Name: 'db', SecretString: 'one', ClientRequestToken: first });
    expect(again).toMatchObject({ Name: 'db', VersionId: first });
    expect(() => bench.call('CreateSecret', { Name: 'db', SecretString: 'two', ClientRequestToken: first })).toThrow(
      refusal('ResourceExistsException', 'The operation failed because the secret db already exists.'),
    );
  });

  it.each<[string, string, WireStructure, string]>([
    ['CreateSecret', 'ValidationException', { Name: 'a b' }, 'Invalid name.'],
    [
      'CreateSecret',
      'InvalidParameterException',
      { Name: 'n', SecretString: 'a', SecretBinary: new Uint8Array(1) },
      'both a binary secret value and a string secret value',
    ],
    ['CreateSecret', 'ValidationException', { Name: 'n', SecretString: 'ü'.repeat(32_769) }, 'equal to 65536'],
    [
      'CreateSecret',
      'InvalidParameterException',
      { Name: 'n', Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' })) },
      "can't exceed 50",
    ],
    ['TagResource', 'InvalidParameterException', { SecretId: 'db', Tags: [{ Key: 'aws:x', Value: '' }] }, 'aws:'],
    ['PutSecretValue', 'InvalidRequestException', { SecretId: 'db' }, 'either SecretString or SecretBinary'],
    [
      'PutSecretValue',
      'ResourceExistsException',
      { SecretId: 'db', SecretString: 'other', ClientRequestToken: first },
      `You can't use ClientRequestToken ${first} because that value is already in use`,
    ],
    ['DeleteSecret', 'InvalidParameterException', { SecretId: 'db', RecoveryWindowInDays: 6 }, 'between 7 and 30 days'],
    [
      'DeleteSecret',
      'InvalidParameterException',
      { SecretId: 'db', RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
      'in conjunction with RecoveryWindowInDays',
    ],
    ['GetSecretValue', 'ResourceNotFoundException', { SecretId: 'db', VersionId: second }, `VersionId: ${second}`],
    ['PutResourcePolicy', 'MalformedPolicyDocumentException', { SecretId: 'db', ResourcePolicy: '{}' }, 'syntax error'],
    ['BatchGetSecretValue', 'InvalidParameterException', {}, 'SecretIdList or Filters'],
  ])('%s is refused with %s: %j', (operation, code, input, message) => {
    expect(() => withSecret().call(operation, input)).toThrow(refusal(code, message));
  });
});

describe('versions of a secret', () => {
  it('hand their labels on', () => {
    const bench = withSecret();
    const put = (ClientRequestToken: string, SecretString: string, more: WireStructure = {}) =>
      bench.call('PutSecretValue', { SecretId: 'db', SecretString, ClientRequestToken, ...more });
    const value = (more: WireStructure = {}) => bench.call('GetSecretValue', { SecretId: 'db', ...more }).SecretString;
    const stages = () => bench.call('DescribeSecret', { SecretId: 'db' }).VersionIdsToStages;
    expect(put(second, 'two')).toMatchObject({ VersionId: second, VersionStages: ['AWSCURRENT'] });
    expect(put(second, 'two')).toMatchObject({ VersionStages: ['AWSCURRENT'] });
    expect([value(), value({ VersionStage: 'AWSPREVIOUS' }), value({ VersionId: first })]).toEqual([
      'two',
      'one',
      'one',
    ]);
    expect(bench.call('UpdateSecret', { SecretId: 'db', SecretString: 'three', ClientRequestToken: third })).toEqual(
      expect.objectContaining({ VersionId: third }),
    );
    expect(stages()).toEqual({ [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] });
    const listed = (more: WireStructure) =>
      structuresOf(bench.call('ListSecretVersionIds', { SecretId: 'db', ...more }).Versions).map(
        (one) => one.VersionId,
      );
    expect([listed({}), listed({ IncludeDeprecated: true })]).toEqual([
      [second, third],
      [first, second, third],
    ]);
    put('44444444-4444-4444-4444-444444444444', 'four', { VersionStages: ['AWSPENDING'] });
    expect([value(), value({ VersionStage: 'AWSPENDING' })]).toEqual(['three', 'four']);
  });

  it('are moved by their labels', () => {
    const bench = withSecret();
    bench.call('PutSecretValue', { SecretId: 'db', SecretString: 'two', ClientRequestToken: second });
    const move = (more: WireStructure) =>
      bench.call('UpdateSecretVersionStage', { SecretId: 'db', VersionStage: 'AWSCURRENT', ...more });
    expect(() => move({ MoveToVersionId: first })).toThrow(
      refusal('InvalidParameterException', `AWSCURRENT is currently attached to version ${second}`),
    );
    expect(() => move({ RemoveFromVersionId: second })).toThrow('You can only move it to another version');
    expect(() => move({ MoveToVersionId: third })).toThrow(refusal('ResourceNotFoundException', third));
    move({ MoveToVersionId: first, RemoveFromVersionId: second });
    expect(bench.call('DescribeSecret', { SecretId: 'db' }).VersionIdsToStages).toEqual({
      [first]: ['AWSCURRENT'],
      [second]: ['AWSPREVIOUS'],
    });
    move({ VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: second });
    expect(bench.call('DescribeSecret', { SecretId: 'db' }).VersionIdsToStages).toEqual({ [first]: ['AWSCURRENT'] });
  });

  it('are a hundred at most, of which those with labels stay', () => {
    const bench = withSecret();
    bench.call('UpdateSecretVersionStage', { SecretId: 'db', VersionStage: 'kept', MoveToVersionId: first });
    for (let number = 0; number < 101; number += 1)
      bench.call('PutSecretValue', { SecretId: 'db', SecretString: String(number) });
    const versions = structuresOf(
      bench.call('ListSecretVersionIds', { SecretId: 'db', IncludeDeprecated: true }).Versions,
    );
    expect([versions.length, versions[0]?.VersionId]).toEqual([100, first]);
  });
});

describe('a deleted secret', () => {
  it('can be restored, until its last day', () => {
    const bench = withSecret();
    const arn = bench.call('DescribeSecret', { SecretId: 'db' }).ARN;
    const deleted = bench.call('DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 });
    expect(deleted).toEqual({ ARN: arn, Name: 'db', DeletionDate: '2026-11-28T12:00:00.000Z' });
    expect(bench.call('DescribeSecret', { SecretId: 'db' })).toMatchObject({ DeletedDate: deleted.DeletionDate });
    for (const [operation, more] of [
      ['GetSecretValue', {}],
      ['PutSecretValue', { SecretString: 'x' }],
      ['UpdateSecret', {}],
      ['DeleteSecret', {}],
      ['TagResource', { Tags: [] }],
    ] as const)
      expect(() => bench.call(operation, { SecretId: 'db', ...more })).toThrow(
        refusal('InvalidRequestException', "You can't perform this operation on the secret because it was marked"),
      );
    expect(() => bench.call('CreateSecret', { Name: 'db' })).toThrow(
      refusal('InvalidRequestException', 'already scheduled for deletion'),
    );
    const listed = (more: WireStructure = {}) => namesIn(bench.call('ListSecrets', more));
    expect([listed(), listed({ IncludePlannedDeletion: true })]).toEqual([[], ['db']]);
    expect(bench.call('RestoreSecret', { SecretId: 'db' })).toEqual({ ARN: arn, Name: 'db' });
    expect(bench.call('GetSecretValue', { SecretId: 'db' })).toMatchObject({ SecretString: 'one' });
    bench.call('DeleteSecret', { SecretId: 'db' });
    bench.pass(30 * day);
    expect(() => bench.call('RestoreSecret', { SecretId: 'db' })).toThrow(refusal('ResourceNotFoundException', ''));
    expect(bench.call('CreateSecret', { Name: 'db' }).ARN).not.toBe(arn);
  });

  it('is gone at once where it is deleted for good, as often as one asks', () => {
    const bench = withSecret();
    bench.call('DeleteSecret', { SecretId: 'db' });
    const forced = () => bench.call('DeleteSecret', { SecretId: 'db', ForceDeleteWithoutRecovery: true });
    expect(forced()).toMatchObject({ Name: 'db', DeletionDate: '2026-11-21T12:00:00.000Z' });
    expect(forced()).toMatchObject({ Name: 'db' });
    expect(() => bench.call('DescribeSecret', { SecretId: 'db' })).toThrow();
  });
});

describe('lists of secrets', () => {
  const bench = createBench();
  for (const [Name, Description, team] of [
    ['prod/db', 'Main database', 'data'],
    ['prod/api', 'Key of the API', 'web'],
    ['test/db', 'database of tests', 'data'],
  ] as const) {
    bench.call('CreateSecret', { Name, Description, SecretString: Name, Tags: [{ Key: 'team', Value: team }] });
    bench.pass(1_000);
  }

  it.each<[string, readonly string[], readonly string[]]>([
    ['name', ['prod/'], ['prod/api', 'prod/db']],
    ['name', ['Prod/'], []],
    ['name', ['!prod/'], ['test/db']],
    ['description', ['main'], ['prod/db']],
    ['tag-value', ['web', 'none'], ['prod/api']],
    ['tag-key', ['te'], ['test/db', 'prod/api', 'prod/db']],
    ['all', ['database'], ['test/db', 'prod/db']],
    ['all', ['MAIN data'], ['prod/db']],
    ['owning-service', ['rds'], []],
  ])('by %s %j have %j, the newest first', (Key, Values, names) => {
    expect(namesIn(bench.call('ListSecrets', { Filters: [{ Key, Values }] }))).toEqual(names);
  });

  it('come page by page, in the order that is asked for', () => {
    const page = bench.call('ListSecrets', { MaxResults: 2, SortOrder: 'asc' });
    const rest = bench.call('ListSecrets', { MaxResults: 2, SortOrder: 'asc', NextToken: page.NextToken });
    expect([namesIn(page), namesIn(rest), rest.NextToken]).toEqual([['prod/db', 'prod/api'], ['test/db'], undefined]);
    expect(() => bench.call('ListSecrets', { NextToken: page.NextToken })).toThrow(
      refusal('InvalidNextTokenException', ''),
    );
  });

  it('give their values, and say which there are not', () => {
    const SecretIdList = ['prod/db', 'none'];
    expect(bench.call('BatchGetSecretValue', { SecretIdList })).toMatchObject({
      SecretValues: [{ Name: 'prod/db', SecretString: 'prod/db' }],
      Errors: [{ SecretId: 'none', ErrorCode: 'ResourceNotFoundException' }],
    });
    const Filters = [{ Key: 'name', Values: ['prod'] }];
    const page = bench.call('BatchGetSecretValue', { Filters, MaxResults: 1 });
    expect(page).toMatchObject({ SecretValues: [{ SecretString: 'prod/api' }], NextToken: expect.any(String) });
  });
});

describe('what belongs to a secret', () => {
  it('has tags and a policy', () => {
    const bench = withSecret();
    bench.call('TagResource', { SecretId: 'db', Tags: ['a', 'b'].map((Key) => ({ Key, Value: Key })) });
    bench.call('UntagResource', { SecretId: 'db', TagKeys: ['a'] });
    expect(bench.call('DescribeSecret', { SecretId: 'db' }).Tags).toEqual([{ Key: 'b', Value: 'b' }]);
    const policy = (Principal: string | WireStructure) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      });
    const open = { SecretId: 'db', ResourcePolicy: policy('*') };
    expect(() => bench.call('PutResourcePolicy', { ...open, BlockPublicPolicy: true })).toThrow(
      refusal('PublicPolicyException', 'broad access'),
    );
    expect(bench.call('ValidateResourcePolicy', open)).toMatchObject({ PolicyValidationPassed: false });
    const ResourcePolicy = policy({ AWS: '444455556666' });
    bench.call('PutResourcePolicy', { SecretId: 'db', ResourcePolicy, BlockPublicPolicy: true });
    expect(bench.call('GetResourcePolicy', { SecretId: 'db' })).toMatchObject({ ResourcePolicy });
    bench.call('DeleteResourcePolicy', { SecretId: 'db' });
    expect(bench.call('GetResourcePolicy', { SecretId: 'db' })).not.toHaveProperty('ResourcePolicy');
  });
});

describe('a random password', () => {
  const bench = createBench();
  const password = (input: WireStructure = {}) => String(bench.call('GetRandomPassword', input).RandomPassword);

  it('has a character of each kind', () => {
    const made = password();
    expect(made).toHaveLength(32);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]) expect(made).toMatch(kind);
    expect(password()).not.toBe(made);
  });

  it('leaves out what it is told to', () => {
    const PasswordLength = 400;
    const plain = { ExcludePunctuation: true, ExcludeUppercase: true, ExcludeCharacters: '01234abc' };
    expect(password({ PasswordLength, ...plain })).toMatch(/^[d-z5-9]{400}$/);
    expect(password({ PasswordLength, ...plain, IncludeSpace: true })).toMatch(/^[d-z5-9 ]{400}$/);
    expect(() => password({ PasswordLength: 3 })).toThrow(refusal('InvalidParameterException', 'too short'));
    const nothing = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
    expect(() => password(nothing)).toThrow(refusal('InvalidParameterException', 'every character is excluded'));
  });
});

describe('AWS::SecretsManager::Secret', () => {
  const type = secretsmanager.resourceTypes?.['AWS::SecretsManager::Secret'];
  const created: ResourceHandler['create'] = (properties, context) =>
    type?.create(properties, context) ?? failed('NotFound', 'There is no such type.');
  const Tags = [{ Key: 'team', Value: 'data' }];

  it('is the secret of Secrets Manager', () => {
    const bench = createBench();
    const context = bench.context();
    const given = { Name: 'db', Description: 'D', SecretString: 'one', Tags };
    const made = type?.create(given, context);
    const arn = String(bench.call('DescribeSecret', { SecretId: 'db' }).ARN);
    expect(made).toEqual({ status: 'SUCCESS', identifier: arn });
    expect(stepOf(() => created(given, context))).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
    expect(type?.read(arn, context)).toEqual({ Id: arn, Name: 'db', Description: 'D', Tags });
    const wanted = { Name: 'db', Description: 'E', SecretString: 'two' };
    expect(type?.update?.(arn, wanted, given, context)).toMatchObject({ status: 'SUCCESS' });
    expect(type?.read(arn, context)).toEqual({ Id: arn, Name: 'db', Description: 'E' });
    expect(bench.call('GetSecretValue', { SecretId: 'db' })).toMatchObject({ SecretString: 'two' });
    type?.update?.(arn, { Name: 'db' }, { Name: 'db', Description: 'E' }, context);
    expect(type?.read(arn, context)).toEqual({ Id: arn, Name: 'db', Description: '' });
    expect(type?.list({}, context)).toEqual([{ Id: arn }]);
    expect(type?.delete(arn, context)).toEqual({ status: 'SUCCESS', identifier: arn });
    expect(type?.delete(arn, context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(type?.list({}, context)).toEqual([]);
  });

  it('generates a password into a template', () => {
    const bench = createBench();
    const GenerateSecretString = {
      SecretStringTemplate: '{"username": "admin"}',
      GenerateStringKey: 'password',
      PasswordLength: 20,
    };
    type?.create({ Name: 'db', GenerateSecretString }, bench.context());
    const value = JSON.parse(String(bench.call('GetSecretValue', { SecretId: 'db' }).SecretString));
    expect(value).toEqual({ username: 'admin', password: expect.stringMatching(/^.{20}$/) });
    const bad = { Name: 'x', GenerateSecretString: { ...GenerateSecretString, SecretStringTemplate: '[' } };
    expect(stepOf(() => created(bad, bench.context()))).toMatchObject({
      status: 'FAILED',
      errorCode: 'InvalidRequest',
    });
  });
});
