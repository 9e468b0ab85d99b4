import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectory } from './data-directory.ts';
import { signingNameOf } from './endpoints.ts';
import type { ServiceModel } from './service-model.ts';

let known: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

/**
 * The services, by botocore's folder names, whose requests are signed with a name: usually one, but `ses` means three.
 * Reading the heads of all models takes some tenths of a second, once.
 */
export async function servicesSignedAs(signingName: string): Promise<readonly string[]> {
  known ??= readSigningNames(join(dataDirectory(), 'models'));
  return (await known).get(signingName) ?? [];
}

async function readSigningNames(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  for (const file of (await readdir(directory)).toSorted()) {
    const bytes = await readFile(join(directory, file));
    const { service, metadata } = JSON.parse(bytes.toString('utf8', 0, bytes.indexOf(10))) as ServiceModel;
    const name = signingNameOf(metadata);
    names.set(name, [...(names.get(name) ?? []), service]);
  }
  return names;
}
