import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FakeAnswer, type FakeAws, startFakeAws } from './support/fake-aws.ts';

const portal = { type: 'text/html', body: '<html><head><title>Sign in</title></head><body>Welcome!</body></html>' };
const noRoles: FakeAnswer = {
  type: 'text/xml',
  body: '<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>',
};

let aws: FakeAws;
let answers: FakeAnswer[];
beforeAll(async () => {
  aws = await startFakeAws(() => answers.shift() ?? portal);
});
afterAll(() => aws.close());
beforeEach(() => aws.asked());

// A resource of each protocol that is listed by one call: iam's query, ec2, json 1.0 and 1.1, REST with JSON and XML.
it.each([
  ['iam', 'ListRoles', 'SELECT role_name FROM aws.iam.roles'],
  ['ec2', 'DescribeVpcs', 'SELECT vpc_id FROM aws.ec2.vpcs'],
  ['dynamodb', 'ListTables', 'SELECT table_name FROM aws.dynamodb.tables'],
  ['codecommit', 'ListRepositories', 'SELECT repository_name FROM aws.codecommit.repositories'],
  ['apigatewayv2', 'GetApis', 'SELECT api_id FROM aws.apigatewayv2.apis'],
  ['route53', 'ListHostedZones', 'SELECT id FROM aws.route53.hosted_zones'],
])('is an error of %s that names the operation and what came', async (service, operation, sql) => {
  answers = [];
  const error = await aws.db.query(sql).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'UNREADABLE_ANSWER',
    message: expect.stringMatching(
      new RegExp(
        `^${service}:${operation} in [\\w-]+ was .*status 200, \\d+ bytes, text/html.*web page \\("Sign in"\\)`,
      ),
    ),
    retryable: true,
  });
  expect(aws.asked()).toHaveLength(3);
});

it('asks again for what cannot be read, or is cut off, and takes the answer', async () => {
  answers = [portal, { ...noRoles, cutAfter: 40 }, { type: 'text/xml', body: '' }, noRoles];
  const { rows, warnings } = await aws.db.query('SELECT role_name FROM aws.iam.roles');
  expect({ rows, warnings }).toEqual({ rows: [], warnings: [] });
  expect(aws.asked()).toHaveLength(4);
});

it('sends no change again whose answer cannot be read', async () => {
  answers = [];
  await aws.db.query("EXEC aws.iam.roles.delete_role @RoleName = 'a', @region = 'us-east-1'").catch(() => undefined);
  expect(aws.asked()).toEqual(['DeleteRole']);
});

/** IAM's list of roles on pages of two, each begun one role before the last one ended. */
function rolesFrom(first: number, next?: number): FakeAnswer {
  const role = (index: number) =>
    `<member><Path>/</Path><RoleName>r${index}</RoleName><RoleId>AROA${index}</RoleId><Arn>arn:aws:iam::123456789012:role/r${index}</Arn></member>`;
  const more =
    next === undefined ? '<IsTruncated>false</IsTruncated>' : `<IsTruncated>true</IsTruncated><Marker>${next}</Marker>`;
  const result = `<ListRolesResult><Roles>${role(first)}${role(first + 1)}</Roles>${more}</ListRolesResult>`;
  return { type: 'text/xml', body: `<ListRolesResponse>${result}</ListRolesResponse>` };
}

it('counts a row once that two pages bring', async () => {
  answers = [rolesFrom(0, 1), rolesFrom(1, 2), rolesFrom(2)];
  const { rows } = await aws.db.query('SELECT count(*) AS n, count(DISTINCT role_name) AS names FROM aws.iam.roles');
  expect(rows).toEqual([{ n: 4, names: 4 }]);
});

it('ends with an error where the tokens of pages go round', async () => {
  answers = Array.from({ length: 100 }, (_, index) => rolesFrom(index % 2, index % 2));
  await expect(aws.db.query('SELECT role_name FROM aws.iam.roles')).rejects.toMatchObject({
    message: expect.stringMatching(/iam:ListRoles .* page token twice/),
  });
  expect(aws.asked().length).toBeLessThan(8);
});
