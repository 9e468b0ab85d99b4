import { dataDirectory } from '../../src/aws/data-directory.ts';
import { CatalogFiles } from '../../src/catalog/catalog-files.ts';
import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import { type IndexFile, type ServiceSummary, summaryEntry } from '../../src/catalog/service-file.ts';

let read: Promise<readonly ResourceDescription[]> | undefined;

/** Every resource of the catalog as it was built last, without the twins, which are made from them. Read once. */
export function builtResources(): Promise<readonly ResourceDescription[]> {
  read ??= readAll();
  return read;
}

async function readAll(): Promise<readonly ResourceDescription[]> {
  const files = new CatalogFiles(dataDirectory());
  const { services } = await files.read<IndexFile>('aws/index.json');
  const resources: ResourceDescription[] = [];
  for (const { name: service } of services) {
    const summary = await files.entry<ServiceSummary>(`aws/${service}`, summaryEntry);
    for (const { name } of summary?.resources ?? []) {
      const resource = await files.entry<ResourceDescription>(`aws/${service}`, name);
      if (!resource) throw new Error(`${service}.${name} is in the list of its service and nowhere else.`);
      resources.push(resource);
    }
  }
  return resources;
}
