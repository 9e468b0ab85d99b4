import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopyImageCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateImageVersionCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { open } from 'lmdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { stateFromFile } from '../src/sandbox/seeds/state-file.ts';
import type { SandboxService } from '../src/sandbox/service.ts';
import { createClock } from '../src/sandbox/state/create-clock.ts';
import { keepState } from '../src/sandbox/state/keep-state.ts';
import { openStore } from '../src/sandbox/state/open-store.ts';
import { seededRandom } from '../src/sandbox/state/seeded-random.ts';
import { storedTable } from '../src/sandbox/state/stored-table.ts';
import { builtSource } from './support/built-source.ts';
import { isLong, seed } from './support/run-seed.ts';

const program = builtSource('test/support/open-migrating-store.ts');
const place = { account: '111122223333', region: 'us-east-1' };
const tables = ['one', 'two', 'three'];
const recordsOfTable = 20;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skyql-migrations-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Each record holds its number; a record that a migration has seen holds one more. */
async function fill(): Promise<void> {
  const store = await openStore(directory);
  const state = keepState(1, store, createClock('real'));
  for (let index = 0; index < recordsOfTable; index += 1) {
    for (const name of tables) state.table(place, name).set(`key ${index}`, index);
  }
  await state.keep();
  await store.close();
}

/** By table: its version in the store, and how often its records have been migrated. */
async function progress() {
  const database = open<string>({ path: directory, noSubdir: false, encoding: 'string' });
  const found = tables.map((name, index) => {
    const [, , , version = 1] = JSON.parse(database.get(`table ${index + 1}`) ?? '[]');
    const migrations = new Set<number>();
    let count = 0;
    for (const { value } of database.getRange({ start: 0, end: Number.POSITIVE_INFINITY })) {
      const [table, key, record] = JSON.parse(value);
      if (table !== index + 1) continue;
      count += 1;
      migrations.add(record - Number(key.split(' ')[1]));
    }
    return { name, version: Number(version), migrations: [...migrations], count };
  });
  await database.close();
  return found;
}

function openMigrating(killAt: number) {
  const { stdout, signal } = spawnSync(process.execPath, [program, directory, String(killAt)], {
    encoding: 'utf8',
  });
  return { calls: Number(stdout), signal };
}

describe('a store of an older version', () => {
  it(`is migrated table by table, however often that is killed (seed ${seed})`, async () => {
    await fill();
    const random = seededRandom(seed);
    let done = 0;
    for (let kills = 0; kills < (isLong ? 6 : 2); kills += 1) {
      // Each record of the tables that are left is tried first, and written then.
      const calls = (tables.length - done) * recordsOfTable * 2;
      if (calls === 0) break;
      expect(openMigrating(1 + Math.floor(random() * calls)).signal).toBe('SIGKILL');
      const now = await progress();
      // Whole tables, in their order: old ones or new ones, and none that is half of each.
      for (const { version, migrations, count } of now) {
        expect([count, migrations]).toEqual([recordsOfTable, [version - 1]]);
      }
      const versions = now.map(({ version }) => version);
      expect(versions).toEqual(versions.toSorted((left, right) => right - left));
      expect(versions.filter((version) => version === 2).length).toBeGreaterThanOrEqual(done);
      done = versions.filter((version) => version === 2).length;
    }
    expect(openMigrating(0)).toEqual({ calls: (tables.length - done) * recordsOfTable * 2, signal: null });
    expect(await progress()).toEqual(
      tables.map((name) => ({ name, version: 2, migrations: [1], count: recordsOfTable })),
    );
    expect(openMigrating(0).calls).toBe(0);
  }, 180_000);
});

describe('a sandbox with an older state', () => {
  const older: SandboxService = {
    service: 'sts',
    operations: {},
    tables: [storedTable('people'), storedTable('towns')],
  };
  const newer: SandboxService = {
    ...older,
    tables: [storedTable('people', ({ key, record: name }) => ({ key, record: { name } })), storedTable('towns')],
  };
  const servers: SandboxServer[] = [];
  const start = async (...given: Parameters<typeof startSandbox>) => {
    const server = await startSandbox(...given);
    servers.push(server);
    return server;
  };
  const people = ({ sandbox }: SandboxServer) => [...sandbox.state.table(place, 'people').values()];
  const fillPeople = {
    populate: (state: SandboxServer['sandbox']['state']) => state.table(place, 'people').set('a', 'Ada'),
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  it('goes on with what a directory has, and an older one refuses what it has made of it', async () => {
    await (await start({ services: [older], data: directory, ...fillPeople })).close();
    servers.splice(0);
    const server = await start({ services: [newer], data: directory });
    expect(people(server)).toEqual([{ name: 'Ada' }]);
    await server.close();
    servers.splice(0);
    await expect(start({ services: [older], data: directory })).rejects.toMatchObject({
      code: 'STORE_NEWER',
      message: expect.stringContaining('its table people has version 2, and this one reads up to 1'),
    });
  });

  it('takes the snapshot of an older one, and refuses a newer one’s with nothing changed', async () => {
    const [old, young] = [await start({ services: [older], ...fillPeople }), await start({ services: [newer] })];
    const take = async ({ url }: SandboxServer) => (await fetch(`${url}/_skyql/state`)).text();
    const put = async ({ url }: SandboxServer, body: string) => {
      const answer = await fetch(`${url}/_skyql/state`, { method: 'POST', body });
      return { status: answer.status, body: await answer.json() };
    };
    const first = await take(old);
    expect(first).toContain('"format":1');
    expect(await put(young, first)).toMatchObject({ status: 200, body: { records: 1 } });
    expect(people(young)).toEqual([{ name: 'Ada' }]);
    const second = await take(young);
    expect(second).toContain('"format":2');
    expect(second).toContain('"tables":{"people":2}');
    expect(await put(young, second)).toMatchObject({ status: 200 });
    expect(people(young)).toEqual([{ name: 'Ada' }]);
    expect(await put(old, second)).toEqual({
      status: 400,
      body: {
        code: 'INVALID_SNAPSHOT',
        message: 'A newer skyql has written this snapshot: its table people has version 2, and this one reads up to 1.',
        hint: 'Update skyql, or take a snapshot with this one.',
      },
    });
    expect(people(old)).toEqual(['Ada']);
  });

  it('says which record of a snapshot cannot be migrated', async () => {
    const strict = storedTable('people', (entry) => {
      if (typeof entry.record !== 'object') throw new Error('no object');
      return entry;
    });
    const [old, young] = [
      await start({ services: [older], ...fillPeople }),
      await start({ services: [{ ...older, tables: [strict] }] }),
    ];
    const body = await (await fetch(`${old.url}/_skyql/state`)).text();
    const answer = await fetch(`${young.url}/_skyql/state`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({
      code: 'INVALID_SNAPSHOT',
      message: expect.stringContaining('it cannot be brought up to date: people from version 1 to 2: no object (a)'),
    });
  });

  it('begins with the state file of an older one', async () => {
    const old = await start({ services: [older], ...fillPeople });
    const file = join(directory, 'state.jsonl');
    writeFileSync(file, await (await fetch(`${old.url}/_skyql/state`)).text());
    expect(people(await start({ services: [newer], populate: await stateFromFile(file) }))).toEqual([{ name: 'Ada' }]);
    writeFileSync(file, await (await fetch(`${(servers.at(-1) ?? old).url}/_skyql/state`)).text());
    await expect(start({ services: [older], populate: await stateFromFile(file) })).rejects.toMatchObject({
      code: 'INVALID_SNAPSHOT',
    });
  });
});

describe('client tokens of version 1', () => {
  const credentials = { accessKeyId: place.account, secretAccessKey: 'test' };
  const head = { skyql: 'state', format: 1, records: 2, position: 1, time: '2026-11-21T12:00:00.000Z' };
  const copy = { Name: 'copy', SourceImageId: 'ami-0123456789abcdef0', SourceRegion: 'us-east-1', ClientToken: 'once' };
  const version = { ClientToken: 'once', BaseImage: 'image', ImageName: 'studio' };
  const ImageVersionArn = 'arn:aws:sagemaker:us-east-1:111122223333:image-version/studio/7';
  const record = (table: string, key: string, value: object) =>
    JSON.stringify([[table, place.account, place.region], key, value]);

  it('answer again what they were answered', async () => {
    const response = { ImageId: 'ami-0fedcba9876543210' };
    const snapshot = [
      JSON.stringify(head),
      record('ec2.client-tokens', 'CopyImage/once', { parameters: JSON.stringify(copy), response }),
      record('sagemaker.client-tokens', 'once', { parameters: JSON.stringify(version), arn: ImageVersionArn }),
    ].join('\n');
    const { url: endpoint, close } = await startSandbox({ clock: 'instant' });
    try {
      const answer = await fetch(`${endpoint}/_skyql/state`, { method: 'POST', body: `${snapshot}\n` });
      expect(await answer.json()).toEqual({ status: 'ok', records: 2 });
      const options = { endpoint, region: place.region, credentials, maxAttempts: 1 };
      expect(await new EC2Client(options).send(new CopyImageCommand(copy))).toMatchObject(response);
      const again = new SageMakerClient(options).send(new CreateImageVersionCommand(version));
      expect(await again).toMatchObject({ ImageVersionArn });
      const other = new EC2Client(options).send(new CopyImageCommand({ ...copy, Name: 'other' }));
      await expect(other).rejects.toMatchObject({ name: 'IdempotentParameterMismatch' });
    } finally {
      await close();
    }
  });
});
