import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { documentedResource } from '../src/docs/documented-resource.ts';
import { resourceFile } from '../src/docs/resource-page.ts';
import { ec2Images } from './seeds/facts/ec2-images.ts';
import { type DocumentedMember, getImage, getImageMembers } from './seeds/facts/get-image.ts';
import { imagebuilderImage } from './seeds/facts/imagebuilder-image.ts';
import { imagebuilderImagePipeline } from './seeds/facts/imagebuilder-image-pipeline.ts';
import { sagemakerImages } from './seeds/facts/sagemaker-images.ts';
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

async function pageOf(id: string): Promise<MarkdownPage> {
  const [, service = '', name = ''] = id.split('.');
  const resource = await documentedResource(openCatalog('aws'), service, name);
  if (resource === undefined) throw new Error(`There is no ${id}.`);
  return markdownPage(resourceFile(resource));
}

const seeds = [imagebuilderImage, imagebuilderImagePipeline, sagemakerImages, ec2Images];

describe.each(seeds)('the page of $name', (seed) => {
  const id = seed.name;
  const page = pageOf(id);

  it('has front matter', async () => {
    const { frontMatter } = await page;
    expect(frontMatter).toMatchObject({
      title: seed.title,
      hide_title: false,
      hide_table_of_contents: false,
      custom_edit_url: null,
    });
    expect(frontMatter.keywords).toEqual(expect.arrayContaining([...seed.keywords]));
    expect(frontMatter.description).toMatch(/\w+ .*SQL/);
  });

  it('has the overview', async () => {
    expect(Object.fromEntries(tableRows((await page).section(/^Overview/)))).toMatchObject({
      Name: seed.title,
      Type: 'Resource',
      Id: id,
      ...(seed.description !== undefined && { Description: seed.description }),
    });
  });

  it('has the fields, in order, each with its type and a description', async () => {
    const own = tableRows((await page).section(/^Fields/));
    expect(own.length).toBeGreaterThan(0);
    const fields = own.map(([field, type]) => `${field} ${type}`);
    expect(fields.filter((field) => seed.columns.includes(field))).toEqual(seed.columns);
    for (const [field, , description] of own) expect(description, field).toMatch(/\w+ \w+/);
  });

  it('has the methods, with verbs and required parameters', async () => {
    const own = new Map(tableRows((await page).section(/^Methods/)).map(([method = '', ...facts]) => [method, facts]));
    for (const [method, ...facts] of seed.methods) {
      expect([method, ...(own.get(method)?.slice(0, 2) ?? [])]).toEqual([method, ...facts]);
      expect(own.get(method)?.[2]).toMatch(/\w+ \w+ \w+/);
    }
  });

  it('has a statement for each of the methods', async () => {
    const { statements } = await page;
    for (const [method, verb, parameters] of seed.methods) {
      const isOf = (sql: string) =>
        verb === 'EXEC' ? new RegExp(`^EXEC ${id}\\.${method}\\b`).test(sql) : statementFacts(sql).verb === verb;
      const names = parameters
        .split(', ')
        .filter((parameter) => parameter !== '' && parameter !== 'data__PatchDocument');
      expect(
        statements
          .filter(isOf)
          .map(statementFacts)
          .filter(({ columns, conditions }) =>
            names.every((parameter) => columns.includes(parameter) || parameter in conditions),
          ),
        `${method} by ${verb}`,
      ).not.toEqual([]);
    }
    expect(statements.map((sql) => statementFacts(sql).resource)).toEqual(statements.map(() => id));
  });

  it('marks what creates and what deletes, as the seeds do', async () => {
    for (const sql of (await page).statements) {
      const mark = { INSERT: 'create', DELETE: 'delete' }[statementFacts(sql).verb];
      expect(sql).toMatch(mark === undefined ? /^\w/ : new RegExp(`^/\\*\\+ ${mark} \\*/\n`));
    }
  });

  it.each(seed.statements)(
    'has the $verb of the seed, its columns in its order',
    async ({ verb, columns, conditions }) => {
      const own = (await page).statements.map(statementFacts);
      const same = own.filter(
        (statement) =>
          statement.verb === verb &&
          Object.entries(conditions).every(([column, value]) => statement.conditions[column] === value) &&
          'data__Identifier' in statement.conditions === 'data__Identifier' in conditions,
      );
      expect(same.map((statement) => statement.columns.filter((column) => columns.includes(column)))).toContainEqual(
        columns,
      );
    },
  );

  it.each(Object.entries(seed.permissions))('has the permissions of %s', async (operation, actions) => {
    const { sections } = await page;
    const own = subsections(sections.find((section) => section.startsWith('Permissions')) ?? '');
    const title = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
    const listed = [...(own.get(title) ?? '').matchAll(/^- `([^`]+)`$/gm)].map(([, action = '']) => action);
    expect(listed.toSorted()).toEqual(actions.toSorted());
  });
});

describe('the stack manifest of aws.sagemaker.images', () => {
  it('declares the same as the seed', async () => {
    const [own = ''] = codeBlocks((await pageOf('aws.sagemaker.images')).section(/^INSERT/), 'yaml');
    expect(parse(own)).toEqual(sagemakerImages.manifest);
  });
});

describe('the method get_image on the page of aws.imagebuilder.images', () => {
  const method = pageOf('aws.imagebuilder.images').then(
    (page) => subsections(page.section(/^Methods/)).get('get_image') ?? '',
  );
  const part = async (title: string) => (await method).split(`**${title}**`)[1]?.split(/^\*\*/m)[0] ?? '';

  it('has every member of the response, with type, values and description', async () => {
    const own = listedMembers(await part('Output'));
    expect(getImageMembers.length).toBeGreaterThan(190);
    for (const documented of getImageMembers) {
      const path = documented.path.join('.');
      const member = own.get(path);
      expect([path, member?.type]).toEqual([path, expect.stringMatching(typeOf(documented))]);
      expect(member?.values, path).toEqual(expect.arrayContaining([...documented.values]));
      expect(member?.description, path).toMatch(/\w+ \w+/);
    }
  });

  it.each([
    ['image.arn', /Amazon Resource Name/],
    ['image.platform', /operating system platform/],
    ['image.enhancedImageMetadataEnabled', /operating system \(OS\) version and package list/],
    ['image.state.reason', /reason/],
    ['image.imageRecipe.blockDeviceMappings.noDevice', /remove a mapping/],
    ['image.containerRecipe.targetRepository', /destination repository/],
    ['image.infrastructureConfiguration.placement.tenancy', /tenancy/],
    ['image.outputResources.amis.accountId', /account ID/],
    ['image.scanState.status', /state of/],
    ['image.deprecationTime', /deprecation/],
    ['latestVersionReferences', /wildcard/],
  ])('says what %s is', async (path, words) => {
    expect(listedMembers(await part('Output')).get(path)?.description).toMatch(words);
  });

  it('has the required parameter, the link and the errors', async () => {
    const inputs = listedMembers(await part('Input'));
    const required = [...inputs].filter(([, { type }]) => type.endsWith(', required')).map(([name]) => name);
    expect(required).toEqual(getImage.required);
    expect(await method).toContain(getImage.link);
    for (const error of getImage.errors) expect(await method).toContain(`\`${error}\``);
  });
});

function typeOf({ kind, isList }: DocumentedMember): RegExp {
  if (isList) return /^array of/;
  switch (kind) {
    case 'structure':
      return /^object/;
    case 'map of strings':
      return /^map of/;
    case 'datetime':
      return /^timestamp/;
    default:
      return new RegExp(`^${kind}`);
  }
}
