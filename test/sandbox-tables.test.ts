import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { seedDemo } from '../src/sandbox/seeds/demo.ts';
import { allServices } from '../src/sandbox/services/all-services.ts';
import { accessKeysTable } from '../src/sandbox/state/access-keys.ts';

const folder = fileURLToPath(new URL('../src/sandbox/services', import.meta.url));
const services = allServices();
const declared = [accessKeysTable, ...services.flatMap(({ tables }) => tables ?? [])].map(({ name }) => name);

function isDeclared(table: string): boolean {
  return declared.some((name) => (name.endsWith('*') ? table.startsWith(name.slice(0, -1)) : table === name));
}

/** All texts of the services' code that have the form of a table's name: `ec2.images`, `s3/objects/${name}`. */
function tableNames(): ReadonlyMap<string, string> {
  const names = services.map(({ service }) => service).join('|');
  const pattern = new RegExp(`['\`]((?:${names})[./][\\w:$\{}./-]+)['\`]`, 'g');
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/(?<!\.test|stored-tables)\.ts$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(pattern)) {
      if (!name.includes('amazonaws')) found.set(name, file);
    }
  }
  return found;
}

describe('the tables of the sandbox', () => {
  it('are declared, each with its version', () => {
    const names = tableNames();
    expect(names.size).toBeGreaterThan(50);
    const dynamic = [...names.keys()].filter((name) => name.includes('$'));
    expect(
      dynamic.map((name) => name.replace(/\$\{.*/, '*')).filter((name) => name !== 'ec2.*' && !isDeclared(name)),
    ).toEqual([]);
    const fixed = [...names].filter(([name]) => !name.includes('$') && !isDeclared(name));
    expect(fixed).toEqual([]);
  });

  it('that a whole estate fills are declared', async () => {
    const sandbox = createSandbox({ populate: seedDemo });
    await sandbox.ready;
    const used = new Set([...sandbox.state.records()].map(({ table }) => table));
    expect(used.size).toBeGreaterThan(20);
    expect([...used].filter((name) => !isDeclared(name))).toEqual([]);
  });
});
