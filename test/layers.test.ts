import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** The rooms of the house from the ground up, each with the rooms that it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  data: [],
  errors: [],
  aws: ['data', 'errors'],
  cloudformation: ['data', 'errors'],
  catalog: ['data', 'errors', 'aws', 'cloudformation'],
  // What makes the catalog out of AWS's models: when it is built, and for `skyql catalog update --models`.
  'catalog/build': ['data', 'errors', 'aws', 'cloudformation', 'catalog'],
  naming: ['data', 'errors', 'catalog', 'sql'],
  providers: ['data', 'errors', 'catalog'],
  'providers/aws': ['data', 'errors', 'aws', 'cloudformation', 'catalog', 'naming', 'providers'],
  sandbox: ['data', 'errors', 'aws', 'catalog', 'sandbox/kit', 'sandbox/services'],
  'sandbox/kit': ['data', 'errors', 'aws', 'sandbox'],
  'sandbox/services': ['data', 'errors', 'aws', 'cloudformation', 'catalog', 'sandbox', 'sandbox/kit'],
  host: ['data', 'errors', 'providers', 'providers/aws', 'sandbox'],
  engine: ['data', 'errors', 'catalog'],
  plan: ['data', 'errors', 'catalog', 'naming', 'providers', 'engine', 'sql'],
  execute: ['data', 'errors', 'catalog', 'providers', 'engine', 'plan'],
  sql: ['data', 'errors', 'catalog'],
  completion: ['data', 'errors', 'catalog', 'naming', 'sql'],
  docs: ['data', 'errors', 'aws', 'cloudformation', 'catalog'],
  session: [
    'data',
    'errors',
    'aws',
    'catalog',
    'completion',
    'naming',
    'providers',
    'host',
    'engine',
    'execute',
    'plan',
    'sql',
  ],
  stacks: [
    'data',
    'errors',
    'aws',
    'cloudformation',
    'catalog',
    'naming',
    'providers',
    'host',
    'engine',
    'plan',
    'sql',
    'session',
  ],
  // Of `aws` it knows where the built catalog is.
  postgres: ['data', 'errors', 'aws', 'engine', 'session', 'sql'],
  terminal: ['data', 'errors', 'session', 'sql'],
  shell: ['data', 'errors', 'catalog', 'completion', 'naming', 'docs', 'session', 'sql', 'terminal'],
  // `skyql serve` and `skyql shell` start their door, and know no more of it.
  cli: [
    'data',
    'errors',
    'aws',
    'catalog',
    'catalog/build',
    'naming',
    'docs',
    'providers',
    'sandbox',
    'host',
    'session',
    'sql',
    'stacks',
    'postgres',
    'terminal',
    'shell',
  ],
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function roomOf(file: string): string {
  const parts = file.split('/');
  const two = parts.slice(0, 2).join('/');
  return parts.length > 2 && two in mayImport ? two : (parts[0] ?? '');
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((match) => posix.normalize(posix.join(posix.dirname(file), match[1] ?? '')))
    .filter((target) => !target.startsWith('..'));
}

describe('the house', () => {
  it.each(filesUnder(source).filter((file) => file.includes('/')))('%s imports only what stands below it', (file) => {
    const room = roomOf(file);
    expect(Object.keys(mayImport)).toContain(room);
    const allowed = [room, ...(mayImport[room] ?? [])];
    for (const target of importsOf(file)) expect(allowed, `${file} imports ${target}`).toContain(roomOf(target));
  });

  it('names each provider in one file alone: another one is a folder and a line', () => {
    const outside = filesUnder(source).filter((file) => file.includes('/') && !file.startsWith('providers/aws/'));
    const naming = outside.filter((file) => importsOf(file).some((target) => target.startsWith('providers/aws/')));
    expect(naming).toEqual(['host/provider-modules.ts']);
  });

  it('has no two files in a folder whose names are the same words turned round', () => {
    const files = filesUnder(source).filter((file) => !file.endsWith('.test.ts'));
    const names = new Set(files.map((file) => file.replace(/\.ts$/, '')));
    const turned = (name: string): readonly string[] => {
      const words = posix.basename(name).split('-');
      return words.slice(1).map((_, index) => [...words.slice(index + 1), ...words.slice(0, index + 1)].join('-'));
    };
    const pairs = [...names].filter((name) =>
      turned(name).some((other) => other !== posix.basename(name) && names.has(posix.join(posix.dirname(name), other))),
    );
    expect(pairs).toEqual([]);
  });

  it('leaves words of AWS to the rooms of AWS', () => {
    const rooms = ['plan', 'execute', 'session', 'sql', 'host'];
    const words = /us-east-1|\bIAM\b|PassRole|Cloud Control|JSON Patch/;
    const isComment = (line: string) => /^\s*(\/\*\*|\*|\/\/)/.test(line);
    const lines = filesUnder(source)
      .filter((file) => rooms.includes(roomOf(file)))
      .flatMap((file) =>
        readFileSync(join(source, file), 'utf8')
          .split('\n')
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(lines.length).toBeGreaterThan(5_000);
    expect(lines.filter((line) => words.test(line) && !isComment(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
  });
});
