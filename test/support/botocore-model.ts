import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Paginator, ServiceModel } from '../../src/aws/service-model.ts';

const data = 'awscli/awscli/botocore/data/';
const models = new Map<string, ServiceModel>();
let archive: Uint8Array | undefined;

/** A service's model straight from botocore's files, so that tests of the wire need no built catalog. */
export function botocoreModel(service: string): ServiceModel {
  const known = models.get(service);
  if (known !== undefined) return known;
  const files = unzipSync(readArchive(), {
    filter: ({ name }) => name.startsWith(`${data}${service}/`) && /\/(service-2|paginators-1)\.json$/.test(name),
  });
  const [latest] = Object.keys(files)
    .filter((name) => name.endsWith('/service-2.json'))
    .toSorted()
    .reverse();
  if (latest === undefined) throw new Error(`botocore has no service '${service}'`);
  const description = parse(files[latest]) as Omit<ServiceModel, 'service' | 'paginators'>;
  const paginators = files[latest.replace('service-2.json', 'paginators-1.json')];
  const model: ServiceModel = {
    ...description,
    service,
    paginators:
      paginators === undefined ? {} : (parse(paginators) as { pagination: Record<string, Paginator> }).pagination,
  };
  models.set(service, model);
  return model;
}

function readArchive(): Uint8Array {
  const require = createRequire(import.meta.url);
  archive ??= readFileSync(join(dirname(require.resolve('@aws-cdk/asset-awscli-v1/package.json')), 'lib', 'layer.zip'));
  return archive;
}

function parse(file: Uint8Array | undefined): unknown {
  return JSON.parse(strFromU8(file ?? new Uint8Array()));
}
