import { readFile } from 'node:fs/promises';
import { dataFile, dataFilesIn } from './data-files.ts';
import { signingNameOf } from './endpoints.ts';
import type { ServiceModel } from './service-model.ts';

let known: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

/**
 * The services, by botocore's folder names, whose requests are signed with a name: usually one, but `ses` means three.
 * Reading the heads of all models takes some tenths of a second, once.
 */
export async function servicesSignedAs(signingName: string): Promise<readonly string[]> {
  known ??= readSigningNames();
  return (await known).get(signingName) ?? [];
}

async function readSigningNames(): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  for (const file of dataFilesIn('models')) {
    const bytes = await readFile(dataFile(`models/${file}`));
    const { service, metadata } = JSON.parse(bytes.toString('utf8', 0, bytes.indexOf(10))) as ServiceModel;
    const name = signingNameOf(metadata);
    names.set(name, [...(names.get(name) ?? []), service]);
  }
  return names;
}
