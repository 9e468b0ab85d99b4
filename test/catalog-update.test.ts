import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageVersion } from '../src/aws/data-directory.ts';
import { modelsFormat } from '../src/aws/loaded-models.ts';
import { loadServiceModelSync } from '../src/aws/model-store.ts';
import type { ServiceModel } from '../src/aws/service-model.ts';
import { modelBytes } from '../src/catalog/build/files/model-bytes.ts';
import { SchemaArchive } from '../src/catalog/schema-archive.ts';
import { givenSource } from '../src/catalog/update/archive-source.ts';
import { publishedSchema, smallArchive } from '../src/catalog/update/testing/small-archive.ts';
import { updateCatalog } from '../src/catalog/update/update-catalog.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { builtProgram } from './support/built-program.ts';

const program = builtProgram();
const place = mkdtempSync(join(tmpdir(), 'skyql-catalog-update-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(cache: string, words: readonly string[]): ChildProcess {
  const { AWS_PROFILE: _profile, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
  return spawn(process.execPath, [program, ...words], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...inherited, SKYQL_CACHE_DIR: cache },
    stdio: 'pipe',
  });
}

async function run(cache: string, ...words: readonly string[]): Promise<Outcome> {
  const child = start(cache, words);
  const [output = '', errors = '', [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, output, errors };
}

const newCache = () => mkdtempSync(join(place, 'cache-'));

async function info(cache: string) {
  const { code, output, errors } = await run(cache, 'catalog', 'info', '--format', 'json');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output);
}

async function loadedCache(): Promise<string> {
  const cache = newCache();
  await updateCatalog(givenSource(fileWith(zip)), { directory: join(cache, 'catalog') });
  return cache;
}

/** A session in this process, whose user has that cache directory. */
async function withCache(cache: string, work: (db: Database) => Promise<void>): Promise<void> {
  vi.stubEnv('SKYQL_CACHE_DIR', cache);
  const db = await connect({ sandbox: { seed: 'empty' }, region: 'us-east-1' });
  try {
    await work(db);
  } finally {
    await db.close();
    vi.unstubAllEnvs();
  }
}

function fileWith(content: Buffer): string {
  const path = join(mkdtempSync(join(place, 'archive-')), 'CloudformationSchema.zip');
  writeFileSync(path, content);
  return path;
}

/** The type of a seed, with facts that no build has. */
const imagePipeline = publishedSchema('AWS::ImageBuilder::ImagePipeline', {
  properties: {
    Arn: { type: 'string' },
    Name: { type: 'string', pattern: '^pipeline-[a-z]+$' },
    Status: { type: 'string' },
    Schedule: {
      type: 'object',
      properties: { Id: { type: 'string' }, Cron: { type: 'string' } },
      additionalProperties: false,
    },
  },
  readOnlyProperties: ['/properties/Arn', '/properties/Status', '/properties/Schedule/Id'],
  handlers: {
    create: { permissions: ['imagebuilder:CreateImagePipeline', 'shop:Sell'] },
    read: { permissions: ['imagebuilder:GetImagePipeline'] },
    list: { permissions: ['imagebuilder:ListImagePipelines'] },
  },
});
const order = publishedSchema('AWS::Shop::Order', {
  properties: {
    Arn: { type: 'string' },
    Name: { type: 'string' },
    Note: { type: 'string' },
    Secret: { type: 'string' },
  },
  writeOnlyProperties: ['/properties/Secret'],
});
const zip = smallArchive([imagePipeline, order]);

describe('skyql catalog update', { timeout: 60_000 }, () => {
  let server: Server;
  let url: string;
  const statuses: number[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/slow.zip') {
        // What is never finished.
        response.writeHead(200, { 'content-length': zip.length }).write(zip.subarray(0, zip.length / 2));
        return;
      }
      const status = request.headers['if-none-match'] === '"v1"' ? 304 : 200;
      statuses.push(status);
      response.writeHead(status, { etag: '"v1"' }).end(status === 200 ? zip : undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('loads an archive from an address, and knows when there is no newer one', async () => {
    const cache = newCache();
    expect(await info(cache)).toMatchObject({ catalog: { services: expect.any(Number) }, archive: null });
    const source = `${url}/CloudformationSchema.zip`;
    expect(await run(cache, 'catalog', 'update', '--from', source)).toEqual({
      code: 0,
      output: `Loaded 112 resource types from ${source}.\n`,
      errors: '',
    });
    expect((await run(cache, 'catalog', 'update', '--from', source)).output).toMatch(
      /^Up to date: 112 resource types from .*, fetched \d{4}-\d\d-\d\d\.\n$/,
    );
    expect(statuses).toEqual([200, 304]);
    expect(await info(cache)).toMatchObject({
      archive: { types: 112, source, age_days: 0, directory: join(cache, 'catalog') },
    });
    expect((await run(cache, 'catalog', 'info')).output).toMatch(
      /^Catalog: aws-service-spec .*\n {2}[\d,]+ services, [\d,]+ resources, [\d,]+ methods\nAWS's schemas: 112 resource types\n/,
    );
  });

  it('has statements use it from then on', async () => {
    const pipelines = 'aws.imagebuilder.image_pipelines';
    const permissions = `SHOW PERMISSIONS IN ${pipelines}`;
    const insert = (columns: string, values: string) =>
      `EXPLAIN INSERT INTO ${pipelines} (${columns}) VALUES (${values})`;
    await withCache(newCache(), async (db) => {
      expect(JSON.stringify((await db.query(permissions)).rows)).not.toContain('shop:Sell');
      await expect(db.query('SHOW RESOURCES IN aws.shop')).rejects.toMatchObject({ code: 'UNKNOWN_SERVICE' });
    });
    await withCache(await loadedCache(), async (db) => {
      const printed = async (sql: string) => JSON.stringify((await db.query(sql)).rows);
      const refused = (sql: string, error: { code: string; message?: string; hint?: string }) =>
        expect(db.query(sql)).rejects.toMatchObject(
          Object.fromEntries(Object.entries(error).map(([name, part]) => [name, expect.stringContaining(part)])),
        );
      expect(await printed('SHOW PROVIDERS')).toContain('schemas of ');
      expect(await printed(permissions)).toContain('shop:Sell');
      expect(await printed(`EXPLAIN (POLICY) INSERT INTO ${pipelines} (Name) VALUES ('pipeline-a')`)).toContain(
        'shop:Sell',
      );
      expect(await printed(`SHOW METHODS IN ${pipelines}`)).not.toContain('delete_resource');
      await refused(insert('Name, Status', "'pipeline-a', 'ENABLED'"), {
        code: 'READ_ONLY_PROPERTY',
        message: 'Status of aws.imagebuilder.image_pipelines is set by AWS.',
      });
      await refused(insert('Name, Schedule', `'pipeline-a', '{"Id": "1"}'`), {
        code: 'READ_ONLY_PROPERTY',
        message: 'Schedule/Id',
      });
      await refused(insert('Name, Schedule', `'pipeline-a', '{"Corn": "1"}'`), {
        code: 'INVALID_VALUE',
        message: 'extraneous key [Corn] is not permitted',
        hint: 'Did you mean Cron?',
      });
      await refused(insert('Name', "'Pipeline'"), {
        code: 'INVALID_VALUE',
        message: 'does not match pattern ^pipeline-[a-z]+$',
      });
      await refused(insert('Schedule', "'{}'"), { code: 'MISSING_PARAMETER', message: 'needs Name' });
      // A type that no build knows: created, found and read, by the sandbox too.
      expect((await db.query("INSERT INTO aws.shop.orders (Name) VALUES ('tea')")).failures).toBe(0);
      expect((await db.query('SELECT name FROM aws.shop.orders')).rows).toEqual([{ name: 'tea' }]);
      // What is never read may be anything: it is sent every time.
      const updated = async (assignment: string) =>
        (await db.query(`UPDATE aws.shop.orders SET ${assignment} WHERE name = 'tea'`)).rows[0]?.status;
      expect(await updated("Note = 'green'")).toBe('SUCCESS');
      expect(await updated("Note = 'green'")).toBe('UNCHANGED');
      expect(await updated("Secret = 'x'")).toBe('SUCCESS');
      expect(await updated("Secret = 'x'")).toBe('SUCCESS');
      await refused("UPDATE aws.shop.orders SET Name = 'milk' WHERE name = 'tea'", { code: 'IMMUTABLE_PROPERTY' });
    });
  });

  it('refuses what is damaged or foreign, and keeps what is loaded', async () => {
    const cache = await loadedCache();
    const before = contents(cache);
    const refusals: readonly (readonly [Buffer, string])[] = [
      [zip.subarray(0, zip.length - 50), 'ARCHIVE_UNREADABLE'],
      [smallArchive([], 5), 'ARCHIVE_FOREIGN'],
      [smallArchive([{ typeName: 'AWS::Shop::Order' }]), 'aws-type-0.json is no schema'],
    ];
    const outcomes = await Promise.all(
      refusals.map(([archive]) => run(cache, 'catalog', 'update', '--from', fileWith(archive))),
    );
    for (const [index, { code, output, errors }] of outcomes.entries()) {
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toContain(refusals[index]?.[1]);
      expect(errors).toMatch(/\nhint: .*what was loaded before stays in use\.\n$/);
    }
    expect(contents(cache)).toEqual(before);
  });

  it('ends well several times at once', async () => {
    const cache = newCache();
    const others = ['Return', 'Stock', 'Till'].map((name) =>
      fileWith(smallArchive([publishedSchema(`AWS::Shop::${name}`)])),
    );
    const outcomes = await Promise.all(others.map((path) => run(cache, 'catalog', 'update', '--from', path)));
    expect(outcomes.map(({ code, errors }) => ({ code, errors }))).toEqual(others.map(() => ({ code: 0, errors: '' })));
    const { archive } = await info(cache);
    expect(others).toContain(archive.source);
    expect(await new SchemaArchive(join(cache, 'catalog')).types()).toHaveLength(111);
  });

  it('keeps the last good one when it is killed in the middle', async () => {
    const cache = await loadedCache();
    const before = contents(cache);
    const asked = once(server, 'request');
    const child = start(cache, ['catalog', 'update', '--from', `${url}/slow.zip`]);
    await asked;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(contents(cache)).toEqual(before);

    // As if it had been killed while it wrote: what is unfinished is never read, nor does it stop the next one.
    writeFileSync(join(cache, 'catalog', '.unfinished-1-archive.json'), '{"format": 1, "fi');
    expect(await info(cache)).toMatchObject({ archive: { types: 112 } });
    expect((await run(cache, 'catalog', 'update', '--from', fileWith(smallArchive([])))).code).toBe(0);
    expect(await info(cache)).toMatchObject({ archive: { types: 110 } });
  });

  it('says why it cannot be reached', async () => {
    const cache = newCache();
    const { code, errors } = await run(
      cache,
      'catalog',
      'update',
      '--from',
      'http://127.0.0.1:1/CloudformationSchema.zip',
    );
    expect(code).toBe(1);
    expect(errors).toMatch(/^error\[ARCHIVE_UNREACHABLE\]: .*127\.0\.0\.1.*\nhint: .*--from FILE, .*\n$/);
    expect(existsSync(join(cache, 'catalog'))).toBe(false);
  });
});

function contents(cache: string): readonly (readonly [string, string])[] {
  const directory = join(cache, 'catalog');
  return readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'hex')]);
}

describe('models that are loaded', { timeout: 60_000 }, () => {
  it('are what DESCRIBE, EXEC, the provider and the sandbox go by', async () => {
    const cache = newCache();
    const model = loadServiceModelSync('imagebuilder');
    const recipe = model.shapes.CreateImageRecipeRequest;
    if (recipe === undefined) throw new Error('Image Builder has no recipes.');
    const newer: ServiceModel = {
      ...model,
      shapes: {
        ...model.shapes,
        CreateImageRecipeRequest: {
          ...recipe,
          members: { ...recipe.members, dryRun: { shape: 'Boolean' }, colour: { shape: 'NewColour' } },
        },
        NewColour: { type: 'string', enum: ['red'] },
      },
    };
    const facts = {
      format: modelsFormat,
      skyql: packageVersion(),
      folder: 'models-1-newer',
      services: [],
      operations: 0,
    };
    const checked = new Date().toISOString();
    mkdirSync(join(cache, 'catalog', facts.folder, 'models'), { recursive: true });
    writeFileSync(join(cache, 'catalog', facts.folder, 'models', 'imagebuilder'), modelBytes(newer));
    writeFileSync(join(cache, 'catalog', 'models.json'), JSON.stringify({ ...facts, fetched: checked, checked }));
    const method = 'aws.imagebuilder.image_recipes.create_image_recipe';
    const create = (more: string) =>
      `EXEC ${method} @name = 'web', @semanticVersion = '1.0.0', @parentImage = 'ami-0123456789abcdef0', ${more}, @region = 'us-east-1'`;
    const query = (own: string, statement: string) => run(own, 'query', '--sandbox', '-o', 'json', statement);

    const described = await query(cache, `DESCRIBE METHOD ${method}`);
    const names = (JSON.parse(described.output) as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['dryRun', 'colour']));
    expect((await query(cache, create('@dryRun = true'))).errors).toMatch(/DryRunOperation/);
    // What the provider sends, the sandbox holds against the same model.
    expect((await query(cache, create("@colour = 'blue'"))).errors).toMatch(/'?colour'?/);
    expect(await info(cache)).toMatchObject({ models: { in_use: true, botocore: null } });
    expect((await query(newCache(), create('@dryRun = true'))).errors).toMatch(/no parameter dryRun/);
  });
});
