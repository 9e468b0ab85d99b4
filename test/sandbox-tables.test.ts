import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seedDemo } from '../src/sandbox/seeds/demo.ts';
import { allServices } from '../src/sandbox/services/all-services.ts';
import { accessKeysTable } from '../src/sandbox/state/access-keys.ts';
import { createClock } from '../src/sandbox/state/create-clock.ts';
import { createState } from '../src/sandbox/state/create-state.ts';
import { tableVersionsOf } from '../src/sandbox/state/table-versions.ts';

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

  it('that a whole estate fills are declared, and have the form that their versions had', async () => {
    const state = createState(1);
    await seedDemo(
      state,
      createClock('real', () => Date.parse('2026-11-21T12:00:00Z')),
    );
    const versions = tableVersionsOf(services);
    const forms = new Map<string, Set<string>>();
    for (const { table, record } of state.records()) {
      const form = forms.get(table) ?? new Set();
      forms.set(table, form);
      for (const line of formOf(record, '')) form.add(`${table} (version ${versions.of(table)}) ${line}`);
    }
    expect(forms.size).toBeGreaterThan(20);
    expect([...forms.keys()].filter((name) => !isDeclared(name))).toEqual([]);
    const lines = [...forms.values()].flatMap((form) => [...form]).toSorted();
    await expect(`${explanation}${lines.join('\n')}\n`).toMatchFileSnapshot('data/stored-forms.txt');
  });
});

const explanation = `# The members of what the sandbox stores, by table and version; test/sandbox-tables.test.ts writes it (vitest run -u).
# Where a line changes or goes, stores of users still have the old form: add the step from it to the service's
# stored-tables.ts, which raises the version. Where one is new, the code must do without it, or that step adds it.
`;

/** The paths of a record's members with their types; keys that are data are one path. */
function* formOf(value: unknown, path: string): Generator<string> {
  if (value instanceof Uint8Array) yield `${path}: bytes`;
  else if (Array.isArray(value)) for (const item of value) yield* formOf(item, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) yield* formOf(member, `${path}.${/^[A-Za-z]\w*$/.test(name) ? name : '*'}`);
    }
  } else yield `${path}: ${value === null ? 'null' : typeof value}`;
}
