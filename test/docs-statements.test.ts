import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { documentedResource } from '../src/docs/documented-resource.ts';
import { resourceFile } from '../src/docs/resource-page.ts';
import { readMdx } from '../src/docs/testing/mdx-text.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { type EmptyAccount, startEmptyAccount } from './support/empty-account.ts';
import { markdownPage } from './support/markdown-page.ts';
import { isTriedToday } from './support/run-seed.ts';

const catalog = openCatalog('aws');
const ids = (await Promise.all((await catalog.services()).map(({ name }) => ownResources(name)))).flat().sort();
const [drawn = []] = process.env.SKYQL_LONG
  ? [ids]
  : fc.sample(fc.shuffledSubarray(ids, { minLength: 20, maxLength: 20 }), { seed: 20_261_121, numRuns: 1 });
const known = [
  'aws.imagebuilder.images',
  'aws.sagemaker.image',
  'aws.ec2.images',
  'aws.codecatalyst.projects',
  // A list of numbers that a request must have, and a property that is called as the column of the place is.
  'aws.geo_places.nearbies',
  'aws.notifications.notification_hubs',
  // Its identifier is inside a property.
  'aws.s3control.storage_lens',
];
const pages = [...new Set([...known, ...drawn.filter(isTriedToday)])];

async function ownResources(service: string): Promise<readonly string[]> {
  const resources = await catalog.resources(service);
  return resources.map(({ id }) => id).filter((id) => id.startsWith(`aws.${service}.`));
}

const made = new Map<string, Promise<string>>();

function pageOf(id: string): Promise<string> {
  const page = made.get(id) ?? makePage(id);
  made.set(id, page);
  return page;
}

async function makePage(id: string): Promise<string> {
  const [, service = '', name = ''] = id.split('.');
  const resource = await documentedResource(catalog, service, name);
  if (resource === undefined) throw new Error(`There is no ${id}.`);
  return resourceFile(resource);
}

let account: EmptyAccount;
let db: Database;
beforeAll(async () => {
  account = await startEmptyAccount();
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  db = await connect({ endpoint: account.url, connections: [{ name: 'empty', credentials }] });
});
afterAll(async () => {
  await db.close();
  await account.close();
});

describe.each(pages)('the page of %s', (id) => {
  it('has statements that are planned without error', async () => {
    const { statements } = markdownPage(await pageOf(id));
    // Of a type of templates alone there is none, which Cloud Control does not serve, nor of a service that wants a sign-in.
    const [, service = '', name = ''] = id.split('.');
    const { methods = [], accessPaths = [] } = (await catalog.resource(service, name)) ?? {};
    const isReached = methods.length > 0 || accessPaths.length > 0;
    expect(statements.length > 0).toBe(isReached && !service.startsWith('codecatalyst'));
    const isDeleted = isReached && !service.startsWith('codecatalyst') && methods.some(({ verb }) => verb === 'DELETE');
    expect(statements.some((sql) => sql.startsWith('/*+ delete */'))).toBe(isDeleted);
    for (const sql of statements) {
      const explained = db.query(`EXPLAIN ${sql}`).then(
        ({ rows }) => rows.length,
        (error: Error) => error,
      );
      expect(await explained, sql).toBeGreaterThan(0);
    }
  });

  it('is MDX, of which no text is taken for code', async () => {
    const [, body = ''] = /^---\n[\s\S]*?\n---\n([\s\S]*)$/.exec(await pageOf(id)) ?? [];
    const { kinds } = readMdx(body);
    expect([...kinds].filter((kind) => /^(mdx|html|definition|footnote|image)/i.test(kind))).toEqual([]);
  });
});
