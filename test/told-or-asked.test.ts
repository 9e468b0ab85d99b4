import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtResources } from './support/built-resources.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// A parameter's value does not overwrite what rows say in the column of the same name: an ancestor has an id of its own.

const application = (name: string) => `arn:aws:serverlessrepo:us-east-1:123456789012:applications/${name}`;
const dependencies = [
  { applicationId: application('left'), semanticVersion: '1.0.0' },
  { applicationId: application('right'), semanticVersion: '2.0.0' },
];
const packages = [
  { package: 'left-pad', versionRequirement: '^1' },
  { package: 'lodash', versionRequirement: '^4' },
];
const ancestry = `<GetImageAncestryResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><imageAncestryEntrySet>
  <item><imageId>ami-2</imageId><sourceImageId>ami-1</sourceImageId></item><item><imageId>ami-1</imageId></item>
</imageAncestryEntrySet></GetImageAncestryResponse>`;
const members = [{ farmId: 'farm-1', principalId: 'someone' }, { principalId: 'nobody' }];
const others = [{ farmId: 'farm-2', principalId: 'someone' }];
const bus = 'arn:aws:events:us-east-1:123456789012:event-bus/orders';
const rules = { Rules: [{ Name: 'all', EventBusName: 'orders' }] };

describe('what rows say of what was asked for', () => {
  let server: Server;
  let sky: LanguageSession;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const json = pathname.endsWith('/v1/package/version/dependencies')
        ? { dependencies: packages }
        : pathname.startsWith('/applications/')
          ? { dependencies }
          : pathname.endsWith('/farms/farm-1/members')
            ? { members }
            : pathname.endsWith('/members')
              ? { members: others }
              : request.headers['x-amz-target'] === 'AWSEvents.ListRules'
                ? rules
                : undefined;
      response.setHeader('content-type', json ? 'application/json' : 'text/xml');
      response.end(json ? JSON.stringify(json) : ancestry);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    sky = await openLanguage({
      endpoint: `http://127.0.0.1:${port}`,
      connections: [{ name: 'own', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } }],
      region: 'us-east-1',
    });
  });
  afterAll(async () => {
    await sky.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const at = "domain = 'd' AND repository = 'r' AND format = 'npm' AND package_version = '1.0.0'";
  const cases: readonly (readonly [
    resource: string,
    column: string,
    request: string,
    value: string,
    told: string[],
    rest: string,
  ])[] = [
    ['aws.ec2.image_ancestries', 'image_id', 'data__ImageId', 'ami-2', ['ami-2', 'ami-1'], ''],
    [
      'aws.serverlessrepo.application_dependencies',
      'application_id',
      'data__ApplicationId',
      application('web'),
      dependencies.map((own) => own.applicationId),
      '',
    ],
    [
      'aws.codeartifact.package_version_dependencies',
      'package',
      'data__package',
      'web',
      packages.map((own) => own.package),
      ` AND ${at}`,
    ],
  ];

  it.each(cases)('%s shows its own %s, and takes %s', async (resource, column, request, value, told, rest) => {
    const rows = await sky.rows(
      `SELECT ${column} AS told, ${request} AS asked FROM ${resource} WHERE ${request} = '${value}'${rest}`,
    );
    expect(rows).toEqual(told.map((own) => ({ told: own, asked: value })));
    expect(
      await sky.values(
        `SELECT ${column} FROM ${resource} WHERE ${request} = '${value}' AND ${column} = '${told[1]}'${rest}`,
      ),
    ).toEqual([told[1]]);
  });

  it('refuses what would leave out all that came, with what to write', async () => {
    const sql = (column: string) => `SELECT farm_id FROM aws.deadline.farm_members WHERE ${column} = 'farm-3'`;
    expect(await sky.failure(sql('farm_id'))).toMatchObject({
      code: 'UNBOUND_PARAMETER',
      hint: expect.stringContaining("WHERE data__farmId = 'farm-3'"),
    });
    expect(await sky.values(sql('data__farmId'))).toEqual(['farm-2']);
  });

  it('is shown in the words in which it was asked for', async () => {
    const sql = (value: string) =>
      `SELECT name, event_bus_name FROM aws.events.rules WHERE event_bus_name = '${value}'`;
    expect(await sky.rows(sql(bus))).toEqual([{ name: 'all', event_bus_name: bus }]);
    expect(await sky.rows(sql('orders'))).toEqual([{ name: 'all', event_bus_name: 'orders' }]);
  });

  it('is what was asked for where rows say nothing, or the same', async () => {
    const rows = await sky.rows("SELECT farm_id, principal_id FROM aws.deadline.farm_members WHERE farm_id = 'farm-1'");
    expect(rows).toEqual([
      { farm_id: 'farm-1', principal_id: 'someone' },
      { farm_id: 'farm-1', principal_id: 'nobody' },
    ]);
  });
});

it('is no choice among rows that mean something else', async () => {
  const sky = await openLanguage({ region: 'us-east-1' });
  try {
    const [own] = await sky.values("SELECT min(image_id) FROM aws.ec2.images WHERE Owners = 'self'");
    await sky.rows(
      `EXEC aws.ec2.images.image_Copy @SourceImageId = '${own}', @SourceRegion = 'us-east-1', @Name = 'copy'`,
    );
    const ancestries = await sky.rows('SELECT image_id, input_image_id FROM aws.ec2.image_ancestries');
    const asked = (condition: string) =>
      sky.values(`SELECT input_image_id FROM aws.ec2.image_ancestries WHERE ${condition} ORDER BY input_image_id`);
    // Its own, and that of the copy.
    expect(await asked(`image_id = '${own}'`)).toHaveLength(2);
    expect(new Set(await asked(`data__ImageId = '${own}'`))).toEqual(new Set([own]));
    for (const { image_id: id } of ancestries.slice(0, 2)) {
      const rows = ancestries.filter(({ image_id: other }) => other === id).map((row) => row.input_image_id);
      expect(await asked(`image_id LIKE '${id}'`)).toEqual(rows.toSorted());
      expect(await asked(`image_id IN ('${id}', 'ami-none')`)).toEqual(rows.toSorted());
    }
  } finally {
    await sky.close();
  }
});

it('is so in every list whose rows have a member of the name of what it needs', async () => {
  const paths = (await builtResources()).flatMap(({ service, name, accessPaths }) =>
    accessPaths.flatMap(({ kind, call }) =>
      call.api === 'native'
        ? Object.entries(call.columns).map(([column, path]) => ({ of: `${service}.${name}`, kind, column, path }))
        : [],
    ),
  );
  const told = paths.filter(({ path }) => path.includes(' ?? $input.'));
  expect(told.length).toBeGreaterThan(1_000);
  const ofNative = (service: string, name: string) => told.some(({ of }) => of === `${service}.${name}`);
  expect(ofNative('xray', 'insight_summaries')).toBe(true);
  expect(ofNative('ssm', 'association_executions')).toBe(true);
  expect(ofNative('events', 'rules')).toBe(true);
  // Whose rows are of another thing has two columns.
  for (const [service = '', name = '', column = ''] of [
    ['ec2', 'image_ancestries', 'input_image_id'],
    ['codeartifact', 'package_version_dependencies', 'input_package'],
    ['serverlessrepo', 'application_dependencies', 'input_application_id'],
    ['deadline', 'step_dependencies', 'input_step_id'],
    ['dms', 'metadata_model_childrens', 'input_selection_rules'],
  ]) {
    const list = paths.filter(({ of, kind }) => of === `${service}.${name}` && kind === 'list');
    expect(list.filter(({ path }) => path.startsWith('$input.')).map((own) => own.column)).toContain(column);
    expect(list.find((own) => own.column === column.replace('input_', ''))?.path).not.toContain('$input.');
  }
}, 60_000);
