import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { documentedResource } from '../src/docs/documented-resource.ts';
import { resourceFile } from '../src/docs/resource-page.ts';
import { botoPage } from './support/boto-page.ts';
import {
  codeBlocks,
  listedMembers,
  type MarkdownPage,
  markdownPage,
  statementFacts,
  subsections,
  tableRows,
} from './support/markdown-page.ts';

// What the seeds say is what skyql comes with; schemas that this machine has loaded may say more by now.
vi.stubEnv('SKYQL_CACHE_DIR', fileURLToPath(new URL('no-such-cache', import.meta.url)));

const seeds = fileURLToPath(new URL('../../shared/seeds', import.meta.url));

function seedText(number: string): string {
  const file = readdirSync(seeds).find((name) => name.startsWith(`${number}_`));
  if (file === undefined) throw new Error(`There is no seed ${number}.`);
  return readFileSync(join(seeds, file), 'utf8');
}

async function pageOf(service: string, name: string): Promise<MarkdownPage> {
  const resource = await documentedResource(openCatalog('aws'), service, name);
  if (resource === undefined) throw new Error(`There is no aws.${service}.${name}.`);
  return markdownPage(resourceFile(resource));
}

const pages = ['000', '001', '002', '003'].map((number) => {
  const seed = markdownPage(seedText(number));
  const id = tableRows(seed.section(/^Overview/)).find(([title]) => title === 'Id')?.[1] ?? '';
  return { id, seed };
});
const aside = ['stackql', 'configuration-as-data'];

describe.each(pages)('the page of $id', ({ id, seed }) => {
  const [, service = '', name = ''] = id.split('.');
  const page = pageOf(service, name);

  it('has front matter', async () => {
    const { frontMatter } = await page;
    const { title, keywords, hide_title, hide_table_of_contents, custom_edit_url } = seed.frontMatter;
    expect(frontMatter).toMatchObject({ title, hide_title, hide_table_of_contents, custom_edit_url });
    const wanted = (keywords as readonly string[]).filter((keyword) => !aside.includes(keyword));
    expect(frontMatter.keywords).toEqual(expect.arrayContaining(wanted));
    expect(frontMatter.description).toMatch(/\w+ .*SQL/);
  });

  it('has the overview', async () => {
    const own = Object.fromEntries(tableRows((await page).section(/^Overview/)));
    expect(own).toMatchObject(Object.fromEntries(tableRows(seed.section(/^Overview/))));
  });

  it('has the fields, each with its type and a description', async () => {
    const own = new Map(tableRows((await page).section(/^Fields/)).map(([field = '', ...facts]) => [field, facts]));
    for (const [field = '', type = ''] of tableRows(seed.section(/^Fields/))) {
      expect([field, own.get(field)?.[0]]).toEqual([field, type]);
      expect(own.get(field)?.[1]).toMatch(/\w+ \w+/);
    }
  });

  it('has the methods, with verbs and required parameters', async () => {
    const own = new Map(tableRows((await page).section(/^Methods/)).map(([method = '', ...facts]) => [method, facts]));
    const wanted = tableRows(seed.section(/^Methods/));
    expect(wanted.length).toBeGreaterThan(0);
    for (const [method = '', verb, parameters] of wanted) {
      expect([method, ...(own.get(method)?.slice(0, 2) ?? [])]).toEqual([method, verb, parameters]);
      expect(own.get(method)?.[2]).toMatch(/\w+ \w+ \w+/);
    }
  });

  it('has a statement for each of the methods', async () => {
    const own = (await page).statements.map(statementFacts);
    for (const [method = '', verb = '', parameters = ''] of tableRows(seed.section(/^Methods/))) {
      const of = verb === 'EXEC' ? new RegExp(`^EXEC ${id}\\.${method}\\b`) : new RegExp(`^${verb}\\b`);
      const statements = (await page).statements.filter((sql) => of.test(sql)).map(statementFacts);
      const names = parameters
        .split(', ')
        .filter((parameter) => parameter !== '' && parameter !== 'data__PatchDocument');
      expect(
        statements.filter(({ columns, conditions }) =>
          names.every((parameter) => columns.includes(parameter) || parameter in conditions),
        ),
        `${method} by ${verb}`,
      ).not.toEqual([]);
    }
    expect(own.every(({ resource }) => resource === id)).toBe(true);
  });

  it('has the statements of the seed', async () => {
    const own = (await page).statements.map(statementFacts);
    for (const sql of seed.statements) {
      const { verb, resource, columns, conditions } = statementFacts(sql);
      const same = own.filter(
        (statement) =>
          statement.verb === verb &&
          statement.resource === resource &&
          columns.every((column) => statement.columns.includes(column)) &&
          Object.entries(conditions).every(([column, value]) => statement.conditions[column] === value) &&
          'data__Identifier' in statement.conditions === 'data__Identifier' in conditions,
      );
      expect(same, sql).not.toEqual([]);
    }
  });

  it('has the permissions of each operation', async () => {
    const has = (from: MarkdownPage) => {
      try {
        return subsections(from.section(/^Permissions/));
      } catch {
        return new Map<string, string>();
      }
    };
    const own = has(await page);
    for (const [operation, text] of has(seed)) {
      const wanted = codeBlocks(text, 'json').flatMap((list) => list.split(',').map((action) => action.trim()));
      const actions = [...(own.get(operation) ?? '').matchAll(/^- `([^`]+)`$/gm)].map(([, action = '']) => action);
      expect([operation, actions.toSorted()]).toEqual([operation, wanted.toSorted()]);
    }
  });
});

describe('the seeds', () => {
  it('are all looked at', () => {
    expect(pages.map(({ id }) => id)).toEqual([
      'aws.imagebuilder.image',
      'aws.imagebuilder.image_pipeline',
      'aws.sagemaker.images',
      'aws.ec2.images',
    ]);
  });
});

describe('the stack manifest of aws.sagemaker.images', () => {
  it('declares the same as the seed', async () => {
    const [wanted = ''] = codeBlocks(seedText('002'), 'yaml');
    const [own = ''] = codeBlocks((await pageOf('sagemaker', 'images')).section(/^INSERT/), 'yaml');
    expect(parse(own)).toEqual(parse(wanted));
  });
});

describe('the method get_image on the page of aws.imagebuilder.images', () => {
  const seed = botoPage(seedText('004'));
  const method = pageOf('imagebuilder', 'images').then(
    (page) => subsections(page.section(/^Methods/)).get('get_image') ?? '',
  );
  const part = async (title: string) => (await method).split(`**${title}**`)[1]?.split(/^\*\*/m)[0] ?? '';

  it('has every member of the response, with type, values and description', async () => {
    const own = listedMembers(await part('Output'));
    expect(seed.outputs.size).toBeGreaterThan(190);
    for (const [path, { type, values, description }] of seed.outputs) {
      const member = own.get(path);
      expect(member, path).toBeDefined();
      expect([path, member?.type]).toEqual([path, expect.stringMatching(typeOf(type))]);
      expect(member?.values, path).toEqual(expect.arrayContaining([...values]));
      if (description !== '') expect(sharedWords(description, member?.description ?? ''), path).toBeGreaterThan(0.6);
    }
  });

  it('has the required parameter, the link and the errors', async () => {
    const inputs = listedMembers(await part('Input'));
    const required = [...inputs].filter(([, { type }]) => type.endsWith(', required')).map(([name]) => name);
    expect(required).toEqual(seed.required);
    expect(seed.required).toEqual(['imageBuildVersionArn']);
    expect(await method).toContain(seed.link);
    expect(seed.errors.length).toBe(6);
    for (const error of seed.errors) expect(await method).toContain(`\`${error}\``);
  });
});

function typeOf(botoType: string): RegExp {
  switch (botoType) {
    case 'dict':
      return /^(object|map of)/;
    case 'list':
      return /^array of/;
    case 'datetime':
      return /^timestamp/;
    default:
      return new RegExp(`^${botoType}`);
  }
}

/** How many of the words of a text another has, 0 to 1: the models say the same a little differently over the years. */
function sharedWords(text: string, other: string): number {
  const words = (of: string) => of.toLowerCase().match(/[a-z\d]+/g) ?? [];
  const known = new Set(words(other));
  const own = words(text.replace(/<https?:[^>]*>/g, '').replace(/\.\. \w+::/g, ''));
  return own.filter((word) => known.has(word)).length / Math.max(1, own.length);
}
