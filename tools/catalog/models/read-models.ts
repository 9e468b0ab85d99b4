import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withEndpoints } from '../endpoints/with-endpoints.ts';
import type { DocumentedModel } from './documented-model.ts';
import { knownProtocol, type OfferedProtocols } from './known-protocol.ts';
import { usualPaginators } from './usual-paginators.ts';
import { ZipArchive } from './zip-archive.ts';

/** botocore's models of AWS's services, one read at a time. */
export interface ModelArchive {
  /** botocore's folder names, in order. */
  readonly services: readonly string[];
  /** The newest model of a service. Throws, naming the service, when there is none or it cannot be read. */
  read(service: string): DocumentedModel;
  /** The same without what is worked out besides: paginators by the usual names, endpoints. */
  readPlain(service: string): DocumentedModel;
}

const entry = /botocore\/data\/([^/]+)\/(\d{4}-\d\d-\d\d)\/service-2\.json$/;

/** The models in the AWS CLI's package. */
export function openModels(): ModelArchive {
  return modelsIn(
    new ZipArchive(readFileSync(fileURLToPath(import.meta.resolve('@aws-cdk/asset-awscli-v1/lib/layer.zip')))),
  );
}

/** The models in an archive that has botocore's folders. */
export function modelsIn(archive: Pick<ZipArchive, 'names' | 'read'>): ModelArchive {
  const names = new Set(archive.names);
  const newest = new Map<string, { readonly version: string; readonly name: string }>();
  for (const name of names) {
    const [, service = '', version = ''] = entry.exec(name) ?? [];
    if (version > (newest.get(service)?.version ?? '')) newest.set(service, { version, name });
  }
  const fileOf = (service: string) => {
    const found = newest.get(service);
    if (!found) throw new Error(`There is no model of ${service}.`);
    return found.name;
  };
  const readPlain = (service: string) => {
    const file = fileOf(service);
    const pages = file.replace('service-2', 'paginators-1');
    return modelOf(
      service,
      parse(service, archive.read(file)),
      names.has(pages) ? parse(service, archive.read(pages)) : {},
    );
  };
  return {
    services: [...newest.keys()].sort(),
    readPlain,
    read: (service) => {
      const model = readPlain(service);
      const paginators = { ...model.paginators, ...usualPaginators(model) };
      return withEndpoints({ ...model, paginators }, archive, fileOf(service));
    },
  };
}

function parse(service: string, content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (cause) {
    throw new Error(`The model of ${service} is no JSON.`, { cause });
  }
}

type ReadModel = Omit<DocumentedModel, 'service' | 'paginators'> & { readonly metadata: OfferedProtocols };

function modelOf(service: string, content: unknown, pages: unknown): DocumentedModel {
  const model = content as Partial<ReadModel>;
  if (!model.metadata || !model.operations || !model.shapes)
    throw new Error(`The model of ${service} lacks its parts.`);
  const { pagination = {} } = pages as { pagination?: DocumentedModel['paginators'] };
  const protocol = knownProtocol(model.metadata);
  if (!protocol) throw new Error(`${service} speaks ${model.metadata.protocol}, which the wire does not.`);
  return {
    ...(model as ReadModel),
    metadata: { ...(model as ReadModel).metadata, protocol },
    service,
    paginators: pagination,
  };
}
