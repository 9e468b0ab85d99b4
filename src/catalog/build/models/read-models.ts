import { createHash } from 'node:crypto';
import { withEndpoints } from '../endpoints/with-endpoints.ts';
import type { DocumentedModel } from './documented-model.ts';
import { knownProtocol, type OfferedProtocols } from './known-protocol.ts';
import type { ModelFiles } from './model-files.ts';
import { usualPaginators } from './usual-paginators.ts';

export interface ModelHead extends Pick<DocumentedModel, 'service' | 'metadata'> {
  /** Their names. */
  readonly operations: readonly string[];
}

/** botocore's models of AWS's services, one read at a time. */
export interface ModelArchive {
  /** botocore's folder names, in order. */
  readonly services: readonly string[];
  /** botocore's version, where the archive has its code: `1.44.8`. */
  readonly botocore: string | undefined;
  /** The names of all files of the archive, and of the one that a service's model is. */
  readonly names: readonly string[];
  file(service: string): string;
  bytes(file: string): Buffer;
  /** Why nobody can speak to a service; undefined of those that the wire speaks to. */
  unspoken(service: string): string | undefined;
  /** The newest model of a service. Throws, naming the service, when there is none or it cannot be read. */
  read(service: string): DocumentedModel;
  /** The same without its endpoints, which take as long again. */
  readWithoutEndpoints(service: string): DocumentedModel;
  /** The same for the same model, paginators and endpoint rules. */
  digest(service: string): string;
  /** What a model says of its service as a whole, without reading its shapes: a tenth of the time. */
  head(service: string): ModelHead;
}

const entry = /(?:^|\/)([a-z0-9][a-z0-9-]*)\/(\d{4}-\d\d-\d\d)\/service-2\.json$/;

/** The models in an archive that has botocore's folders. */
export function modelsIn(archive: ModelFiles): ModelArchive {
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
  const readWithoutEndpoints = (service: string) => {
    const file = fileOf(service);
    const pages = file.replace('service-2', 'paginators-1');
    const model = modelOf(
      service,
      parse(service, archive.read(file)),
      names.has(pages) ? parse(service, archive.read(pages)) : {},
    );
    return { ...model, paginators: { ...model.paginators, ...usualPaginators(model) } };
  };
  const heads = new Map<string, ModelHead>();
  const head = (service: string) => {
    const found = heads.get(service) ?? headOf(service, archive.read(fileOf(service)));
    heads.set(service, found);
    return found;
  };
  return {
    services: [...newest.keys()].sort(),
    names: archive.names,
    unspoken: (service) => {
      const { metadata } = head(service);
      return knownProtocol(metadata) === undefined ? unspoken(service, metadata) : undefined;
    },
    get botocore() {
      const code = archive.names.find((name) => /(^|\/)botocore\/__init__\.py$/.test(name));
      return code === undefined ? undefined : /^__version__ = '([\d.]+)/m.exec(archive.read(code).toString())?.[1];
    },
    digest: (service) => {
      const hash = createHash('sha256');
      const file = fileOf(service);
      for (const part of ['service-2', 'paginators-1', 'endpoint-rule-set-1']) {
        const name = file.replace('service-2', part);
        if (names.has(name)) hash.update(`${part}\n`).update(archive.read(name));
      }
      return hash.digest('hex').slice(0, 32);
    },
    readWithoutEndpoints,
    read: (service) => withEndpoints(readWithoutEndpoints(service), archive, fileOf(service)),
    head,
    file: fileOf,
    bytes: (file) => archive.read(file),
  };
}

/** Between the head of a model as botocore writes it and its shapes: a line break is nowhere inside a text of JSON. */
const beforeShapes = Buffer.from(',\n  "shapes":');

function headOf(service: string, content: Buffer): ModelHead {
  const end = content.indexOf(beforeShapes);
  const text = end < 0 ? content : Buffer.concat([content.subarray(0, end), Buffer.from('}')]);
  const { metadata, operations } = parse(service, text) as Partial<DocumentedModel>;
  if (!metadata || !operations) throw new Error(`The model of ${service} lacks its parts.`);
  return { service, metadata, operations: Object.keys(operations) };
}

function parse(service: string, content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (cause) {
    throw new Error(`The model of ${service} is no JSON.`, { cause });
  }
}

function unspoken(service: string, { protocol }: OfferedProtocols): string {
  return `${service} speaks ${protocol}, which the wire does not.`;
}

type ReadModel = Omit<DocumentedModel, 'service' | 'paginators'> & { readonly metadata: OfferedProtocols };

function modelOf(service: string, content: unknown, pages: unknown): DocumentedModel {
  const model = content as Partial<ReadModel>;
  if (!model.metadata || !model.operations || !model.shapes)
    throw new Error(`The model of ${service} lacks its parts.`);
  const { pagination = {} } = pages as { pagination?: DocumentedModel['paginators'] };
  const protocol = knownProtocol(model.metadata);
  if (!protocol) throw new Error(unspoken(service, model.metadata));
  return {
    ...(model as ReadModel),
    metadata: { ...(model as ReadModel).metadata, protocol },
    service,
    paginators: pagination,
  };
}
