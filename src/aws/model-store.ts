import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SkyqlError } from '../errors/skyql-error.ts';
import { dataFile } from './data-files.ts';
import { readModelFile } from './model-file.ts';
import type { ServiceModel } from './service-model.ts';

const loaded = new Map<string, ServiceModel>();

/**
 * The model of a service by botocore's folder name: `imagebuilder`. Read once; its operations and shapes are parsed when
 * they are looked up.
 *
 * Throws `CATALOG_MISSING` where the catalog has not been built or holds no such service, `CATALOG_UNREADABLE` where its
 * file is damaged.
 */
export async function loadServiceModel(service: string): Promise<ServiceModel> {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const file = modelFile(service);
  return keep(service, await readFile(file).catch((cause: unknown) => missing(service, cause)));
}

/** As `loadServiceModel`, at once. */
export function loadServiceModelSync(service: string): ServiceModel {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(modelFile(service));
  } catch (cause) {
    return missing(service, cause);
  }
  return keep(service, bytes);
}

function modelFile(service: string): string {
  // The name may come from a request: it must not lead out of the directory.
  if (!/^[a-z0-9][a-z0-9-]*$/.test(service)) return missing(service, undefined);
  return dataFile(`models/${service}`);
}

function keep(service: string, bytes: Uint8Array): ServiceModel {
  // Two readers at once must end with one model: the codecs keep what they know of a model by its identity.
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const model = parsed(service, bytes);
  loaded.set(service, model);
  return model;
}

function parsed(service: string, bytes: Uint8Array): ServiceModel {
  try {
    return readModelFile(bytes);
  } catch (cause) {
    throw new SkyqlError('CATALOG_UNREADABLE', `The catalog's model of ${service} cannot be read.`, {
      hint: 'Install skyql again; in a checkout, run npm run catalog.',
      scope: { service },
      cause,
    });
  }
}

function missing(service: string, cause: unknown): never {
  throw new SkyqlError('CATALOG_MISSING', `The catalog has no model of the service '${service}'.`, {
    hint: 'npm run build',
    scope: { service },
    cause,
  });
}
