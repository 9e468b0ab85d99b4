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
          : pathname.endsWith('/members')
            ? { members }
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

  it.each(cases)(
    '%s refuses to be asked by %s, with what to write',
    async (resource, column, request, value, _, rest) => {
      const error = await sky.failure(`SELECT ${column} FROM ${resource} WHERE ${column} = '${value}'${rest}`);
      expect(error).toMatchObject({
        code: 'UNBOUND_PARAMETER',
        hint: expect.stringContaining(`WHERE ${request} = '${value}'`),
      });
    },
  );

  it('is what was asked for where rows say nothing, or the same', async () => {
    const rows = await sky.rows("SELECT farm_id, principal_id FROM aws.deadline.farm_members WHERE farm_id = 'farm-1'");
    expect(rows).toEqual([
      { farm_id: 'farm-1', principal_id: 'someone' },
      { farm_id: 'farm-1', principal_id: 'nobody' },
    ]);
  });
});

it('is what conditions that bind nothing are about, of the rows of all requests', async () => {
  const sky = await openLanguage({ region: 'us-east-1' });
  try {
    const ids = await sky.values('SELECT image_id FROM aws.ec2.image_ancestries');
    for (const letter of '0123456789abcdef') {
      const begins = `ami-${letter}`;
      const rows = await sky.values(`SELECT image_id FROM aws.ec2.image_ancestries WHERE image_id LIKE '${begins}%'`);
      expect(rows.toSorted()).toEqual(ids.filter((id) => String(id).startsWith(begins)).toSorted());
    }
  } finally {
    await sky.close();
  }
});

it('is so in every list whose rows have a member of the name of what it needs', async () => {
  const paths = (await builtResources()).flatMap(({ service, name, accessPaths }) =>
    accessPaths.flatMap(({ kind, call }) =>
      call.api === 'native'
        ? Object.values(call.columns).map((path) => ({ of: `${service}.${name}`, kind, path }))
        : [],
    ),
  );
  const told = paths.filter(({ path }) => path.includes(' ?? $input.'));
  expect(told.length).toBeGreaterThan(450);
  // What a get is asked for it is of.
  expect(told.filter(({ kind }) => kind === 'get')).toEqual([]);
  expect(told.map(({ of }) => of)).toEqual(
    expect.arrayContaining([
      'ec2.image_ancestries',
      'codeartifact.package_version_dependencies',
      'serverlessrepo.application_dependencies',
      'deadline.step_dependencies',
      'xray.insight_summaries',
      'dms.metadata_model_childrens',
      'ssm.association_executions',
    ]),
  );
}, 60_000);
