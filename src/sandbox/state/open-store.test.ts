import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { open } from 'lmdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLong, seed } from '../../../test/support/run-seed.ts';
import { createClock } from './create-clock.ts';
import { createState } from './create-state.ts';
import { keepState } from './keep-state.ts';
import { openStore } from './open-store.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skyql-store-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** What is not damaged need not be looked at by another process, which takes longer than most of these tests. */
const isKnownWhole = () => true;
const places = ['us-east-1', 'eu-west-1'].map((region) => ({ account: '111122223333', region }));

interface Change {
  readonly kind: 'set' | 'delete';
  readonly place: number;
  readonly key: string;
  readonly value: unknown;
}

type Step = Change | { readonly kind: 'reset' | 'identifier' | 'keep' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: changeOf('set') },
  { weight: 3, arbitrary: changeOf('delete') },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('keep', 'identifier') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset') }) },
);

function changeOf(kind: Change['kind']): fc.Arbitrary<Change> {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.uint8Array({ maxLength: 9 }).map((bytes) => ({ list: [{ bytes }] })),
  );
  const key = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.string({ unit: 'binary', maxLength: 3 }));
  return fc.record({ kind: fc.constant(kind), place: fc.nat({ max: 1 }), key, value });
}

describe('openStore', () => {
  it('has after any end what was kept, in its order, and goes on with the same identifiers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 4 }), async (lives) => {
        const folder = mkdtempSync(join(directory, 'store-'));
        const model = createState(3);
        for (const steps of lives) {
          const store = await openStore(folder, undefined, isKnownWhole);
          const kept = keepState(3, store, createClock('real'));
          expect(all(kept)).toEqual(all(model));
          for (const one of steps) {
            for (const state of [model, kept]) apply(state, one);
            if (one.kind === 'keep' || one.kind === 'reset') await kept.keep();
          }
          expect(kept.uuid()).toBe(model.uuid());
          await kept.keep();
          await store.close();
        }
      }),
      { seed, numRuns: isLong ? 300 : 4 },
    );
  }, 60_000);

  it('has neither half of what was not kept', async () => {
    const [place = { account: '', region: '' }] = places;
    const first = await openStore(directory);
    const kept = keepState(1, first, createClock('real'));
    kept.table(place, 'things').set('a', 1);
    await kept.keep();
    expect(kept.keep()).toBeUndefined();
    kept.table(place, 'things').set('b', 2);
    await first.close();
    const second = await openStore(directory, undefined, isKnownWhole);
    expect(all(keepState(1, second, createClock('real'))).map(({ key }) => key)).toEqual(['a']);
    await second.close();
  });

  it('goes on with the time of a clock that is not the machine’s', async () => {
    const machine = { time: Date.parse('2026-11-21T12:00:00Z') };
    const first = await openStore(directory);
    const clock = createClock('fast', () => machine.time);
    const kept = keepState(1, first, clock);
    machine.time += 60_000;
    await kept.keep();
    const seen = clock.now();
    await first.close();
    const second = await openStore(directory, undefined, isKnownWhole);
    const later = createClock('fast', () => machine.time);
    expect(later.now()).toBeLessThan(seen);
    keepState(1, second, later);
    expect(later.now()).toBeGreaterThanOrEqual(seen);
    expect(later.now()).toBeLessThan(seen + 3_600_000);
    await second.close();
  });

  it.skipIf(process.platform === 'win32')(
    'is for nobody but its owner to read, also where others could before',
    async () => {
      const mode = (...path: readonly string[]) => statSync(join(directory, ...path)).mode & 0o777;
      const first = await openStore(join(directory, 'a', 'b'));
      await first.close();
      const files = readdirSync(join(directory, 'a', 'b'));
      expect(files).toContain('data.mdb');
      for (const file of files) chmodSync(join(directory, 'a', 'b', file), 0o644);
      const again = await openStore(join(directory, 'a', 'b'), undefined, isKnownWhole);
      await again.close();
      expect([mode('a'), mode('a', 'b'), ...files.map((file) => mode('a', 'b', file))]).toEqual([
        0o700,
        0o700,
        ...files.map(() => 0o600),
      ]);
    },
  );

  it('belongs to one process', async () => {
    const other = spawn(process.execPath, [
      '-e',
      `const database = require('lmdb').open({ path: process.argv[1], noSubdir: false, encoding: 'string' });
       database.get('skyql'); process.stdout.write('open'); setInterval(() => {}, 1000);`,
      directory,
    ]);
    try {
      await new Promise((resolve) => other.stdout.once('data', resolve));
      await expect(openStore(directory)).rejects.toMatchObject({
        code: 'STORE_IN_USE',
        message: expect.stringContaining(String(other.pid)),
      });
    } finally {
      const ended = new Promise((resolve) => other.once('exit', resolve));
      other.kill('SIGKILL');
      await ended;
    }
    await (await openStore(directory, undefined, isKnownWhole)).close();
  });

  it.each([
    ['cut off', (file: string) => truncateSync(file, 20_000)],
    ['overwritten', (file: string) => writeFileSync(file, 'not what it was'.repeat(5_000))],
  ])('says that its file was %s, and does not end the process', async (_, damage) => {
    await fill(directory, 200);
    damage(join(directory, 'data.mdb'));
    await expect(openStore(directory)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });

  it.each([
    ['another program’s', { hello: 'world' }, 'STORE_DAMAGED'],
    ['a newer version’s', { skyql: JSON.stringify({ format: 99, anything: true }) }, 'STORE_NEWER'],
    ['without its numbers', { skyql: JSON.stringify({ format: 1 }) }, 'STORE_DAMAGED'],
  ])('refuses a store that is %s', async (_, entries, code) => {
    const database = open<string>({ path: directory, noSubdir: false, encoding: 'string' });
    for (const [key, value] of Object.entries(entries)) await database.put(key, value);
    await database.close();
    await expect(openStore(directory, undefined, isKnownWhole)).rejects.toMatchObject({ code });
  });

  it('refuses a store that lacks records', async () => {
    await fill(directory, 3);
    const database = open<string>({ path: directory, noSubdir: false, encoding: 'string' });
    await database.remove(2);
    await database.close();
    const store = await openStore(directory, undefined, isKnownWhole);
    expect(() => keepState(1, store, createClock('real'))).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
    await store.close();
  });

  it('says when the directory is none', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_NOT_OPENED' });
    await expect(openStore(join(file, 'deeper'))).rejects.toMatchObject({ code: 'STORE_NOT_OPENED' });
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

async function fill(folder: string, records: number): Promise<void> {
  const [place = { account: '', region: '' }] = places;
  const store = await openStore(folder);
  const kept = keepState(1, store, createClock('real'));
  for (let index = 0; index < records; index += 1) {
    kept.table(place, 'things').set(`thing ${index}`, { text: 'x'.repeat(500) });
  }
  await kept.keep();
  await store.close();
}

function apply(state: ReturnType<typeof createState>, change: Step): void {
  if (change.kind === 'reset') state.reset();
  else if (change.kind === 'identifier') state.identifier('id-', 8);
  else if ('place' in change) {
    const place = places[change.place];
    if (place === undefined) return;
    const table = state.table(place, 'things');
    if (change.kind === 'set') table.set(change.key, change.value);
    else table.delete(change.key);
  }
}

/** By table: the tables themselves may come in another order. */
function all(state: ReturnType<typeof createState>) {
  return places.flatMap((place) => [...state.records()].filter((record) => record.place.region === place.region));
}
