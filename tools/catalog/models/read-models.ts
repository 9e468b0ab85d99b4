import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import type { DocumentedModel } from './documented-model.ts';

const archive = fileURLToPath(import.meta.resolve('@aws-cdk/asset-awscli-v1/lib/layer.zip'));
const entry = /botocore\/data\/([^/]+)\/(\d{4}-\d\d-\d\d)\/(service-2|paginators-1)\.json$/;

/** The newest model of each service, out of the AWS CLI's package. Throws when one is not there or cannot be read. */
export function readModels(services: readonly string[]): ReadonlyMap<string, DocumentedModel> {
  const bytes = readFileSync(archive);
  const newest = new Map<string, string>();
  unzipSync(bytes, {
    filter: ({ name }) => {
      const [, service = '', version = ''] = entry.exec(name) ?? [];
      if (services.includes(service) && version > (newest.get(service) ?? '')) newest.set(service, version);
      return false;
    },
  });
  const files = unzipSync(bytes, {
    filter: ({ name }) => {
      const [, service = '', version] = entry.exec(name) ?? [];
      return version !== undefined && newest.get(service) === version;
    },
  });

  const parsed = new Map<string, unknown>();
  for (const [name, content] of Object.entries(files)) {
    const [, service = '', , kind = ''] = entry.exec(name) ?? [];
    parsed.set(`${service}/${kind}`, parse(service, content));
  }
  return new Map(services.map((service) => [service, modelOf(service, parsed)]));
}

function parse(service: string, content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch (cause) {
    throw new Error(`The model of ${service} is no JSON.`, { cause });
  }
}

function modelOf(service: string, parsed: ReadonlyMap<string, unknown>): DocumentedModel {
  const model = parsed.get(`${service}/service-2`) as Omit<DocumentedModel, 'service' | 'paginators'> | undefined;
  if (!model?.metadata || !model.operations || !model.shapes) throw new Error(`There is no model of ${service}.`);
  const pages = parsed.get(`${service}/paginators-1`) as { pagination?: DocumentedModel['paginators'] } | undefined;
  return { ...model, service, paginators: pages?.pagination ?? {} };
}
