import { gzipSync } from 'node:zlib';
import { packedBytes } from '../../packed-bytes.ts';
import { type IndexFile, type NamesFile, type ServiceSummary, summaryEntry } from '../../service-file.ts';
import type { BuiltService } from '../build-service.ts';
import { documentationOf } from '../models/documentation.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { stripModel } from '../models/strip-model.ts';
import { searchEntries } from '../search/search-entries.ts';
import { modelBytes } from './model-bytes.ts';

/** What the files of the catalog take of a service. */
export type ServiceInFiles = Pick<BuiltService, 'description' | 'resources' | 'twins'>;

/** The files of a service's model. Throws, naming the service, what the wire cannot read. */
export function modelFiles(model: DocumentedModel): ReadonlyMap<string, Buffer> {
  const stripped = stripModel(model);
  return new Map([
    [`models/${model.service}`, modelBytes(stripped)],
    [`documentation/${model.service}.gz`, gzipSync(JSON.stringify(documentationOf(model, stripped)), { level: 9 })],
  ]);
}

/** The file of a service's resources. */
export function serviceFile({ description, resources, twins }: ServiceInFiles): readonly [name: string, bytes: Buffer] {
  const summary: ServiceSummary = {
    resources: resources.map(({ name, description: text }) => ({ name, description: text })),
    twins,
  };
  const entries = new Map([
    [summaryEntry, JSON.stringify(summary)],
    ...resources.map((resource): [string, string] => [resource.name, JSON.stringify(resource)]),
  ]);
  return [`aws/${description.name}`, packedBytes(entries)];
}

/** The files that tell of all services together. */
export function commonFiles(services: readonly ServiceInFiles[], version: string): ReadonlyMap<string, Buffer> {
  const searched = services.map(({ description, resources }) => ({ title: description.title, resources }));
  const index: IndexFile = {
    version,
    counts: countsOf(services),
    services: services.map(({ description }) => description),
  };
  return new Map([
    ['aws/search', packedBytes(searchEntries(searched))],
    ['aws/names.json', Buffer.from(JSON.stringify(namesOf(services)))],
    ['aws/index.json', Buffer.from(JSON.stringify(index))],
  ]);
}

function countsOf(services: readonly ServiceInFiles[]): IndexFile['counts'] {
  const resources = services.flatMap((service) => service.resources);
  return { resources: resources.length, methods: resources.flatMap(({ methods }) => methods).length };
}

function namesOf(services: readonly ServiceInFiles[]): NamesFile {
  return Object.fromEntries(
    services.map(({ description, resources, twins }) => [
      description.name,
      [...resources.map(({ name }) => name), ...Object.keys(twins)].sort(),
    ]),
  );
}
