import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { ManifestResource } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';
import { type Anchor, type AnchorName, anchorNames } from '../queries/anchor.ts';
import { parseQueries } from '../queries/parse-queries.ts';
import { parseTemplate } from '../templates/parse-template.ts';

const ofResources = anchorNames.filter((name) => name !== 'command');

/** The anchors that resources of a type have a use for. */
const used: Readonly<Record<ManifestResource['type'], readonly AnchorName[]>> = {
  resource: ofResources,
  multi: ofResources,
  query: ['exports', 'troubleshoot'],
  command: ['command', 'exports', 'callback', 'troubleshoot'],
  script: [],
};

/** The queries of a resource. Throws MISSING_FILE, and UNUSED_ANCHOR for what no flow of the resource runs. */
export async function readQueryFile(
  resource: ManifestResource,
  directory: string,
): Promise<ReadonlyMap<string, Anchor>> {
  const { type, sql, place } = resource;
  if (sql !== undefined) {
    const name = type === 'query' ? 'exports' : 'command';
    if (type !== 'query' && type !== 'command')
      throw faultAt(sql.place, 'INVALID_MANIFEST', `A ${type} has no sql.`, {
        hint: 'Queries and commands have; of others the statements stand in a file below resources/.',
      });
    const { file, offset } = sql.place;
    const at = Math.max(file.text.indexOf(sql.value.split('\n')[0] ?? '', offset), offset);
    const template = parseTemplate(sql.value.trim().replace(/;\s*$/, ''), { file, offset: at });
    const options = { retries: 1, retryDelay: 0, postdeleteRetries: 1, postdeleteRetryDelay: 0 };
    return new Map([[name, { key: name, name, place: sql.place, template, options }]]);
  }
  if (type === 'script') {
    if (resource.run === undefined)
      throw faultAt(place, 'INVALID_MANIFEST', `The script ${resource.name} has no run.`, {
        hint: 'run is the command line that it runs.',
      });
    return new Map();
  }
  const path = join(directory, 'resources', resource.file?.value ?? `${resource.name}.iql`);
  const text = await textOf(path);
  if (text === undefined) {
    // What a resource is may follow from its props alone.
    if (resource.file === undefined && (type === 'resource' || type === 'multi')) return new Map();
    throw faultAt(resource.file?.place ?? place, 'MISSING_FILE', `There is no file ${relative('.', path)}.`, {
      hint: `The queries of ${resource.name} stand there.`,
    });
  }
  const anchors = parseQueries({ name: relative('.', resolve(path)) || path, text });
  for (const anchor of anchors.values()) refuseUnused(anchor, resource, anchors);
  return anchors;
}

function refuseUnused(anchor: Anchor, { name, type }: ManifestResource, all: ReadonlyMap<string, Anchor>): void {
  const isBoth = all.has('createorupdate') && ['create', 'update'].includes(anchor.name);
  const isOfNothing = anchor.name === 'callback' && anchor.operation !== undefined && !isRun(anchor.operation, all);
  if (used[type].includes(anchor.name) && !isBoth && !isOfNothing) return;
  throw faultAt(anchor.place, 'UNUSED_ANCHOR', `Nothing runs the query for ${anchor.key} of the ${type} ${name}.`, {
    hint: isBoth
      ? 'createorupdate stands for create and update.'
      : isOfNothing
        ? `There is no query for ${anchor.operation}.`
        : `A ${type} has ${used[type].join(', ') || 'none'}.`,
  });
}

function isRun(operation: string, all: ReadonlyMap<string, Anchor>): boolean {
  return all.has(operation) || (operation !== 'delete' && all.has('createorupdate'));
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
