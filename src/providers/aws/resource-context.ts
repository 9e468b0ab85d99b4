import { accessPathOf } from '../../catalog/access-path-id.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type {
  AccessPath,
  CloudControlCall,
  MethodDescription,
  NativeCall,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ResourceName, ScanRequest } from '../provider.ts';

export type NativePath = AccessPath & { readonly call: NativeCall };
export type CloudControlPath = AccessPath & { readonly call: CloudControlCall };

export function isNativeMethod(method: MethodDescription): method is MethodDescription & { readonly call: NativeCall } {
  return method.call.api === 'native';
}

export function isCloudControlMethod(
  method: MethodDescription,
): method is MethodDescription & { readonly call: CloudControlCall } {
  return method.call.api === 'cloud-control';
}

export async function describe(catalog: Catalog, name: ResourceName): Promise<ResourceDescription> {
  const description = await catalog.resource(name.service, name.resource);
  if (description) return description;
  throw new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${nameOf(name)}.`);
}

export function nameOf({ provider, service, resource }: ResourceName): string {
  return `${provider}.${service}.${resource}`;
}

/** The access path that a scan names. */
export function pathOf(description: ResourceDescription, { path: id, resource }: ScanRequest): AccessPath {
  const path = accessPathOf(description, id);
  if (path !== undefined) return path;
  throw new SkyqlError('UNKNOWN_METHOD', `${nameOf(resource)} is not read by ${id}.`);
}

export function methodOf(description: ResourceDescription, resource: ResourceName, name: string): MethodDescription {
  const method = description.methods.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (method) return method;
  throw new SkyqlError('UNKNOWN_METHOD', `${nameOf(resource)} has no method ${name}.`, {
    hint: `It has ${description.methods.map((candidate) => candidate.name).join(', ')}.`,
  });
}

/** The columns that a scan's rows have: what it asks for, and what tells its rows apart. */
export function wantedColumns(description: ResourceDescription, request: ScanRequest): ReadonlySet<string> {
  return new Set([...description.identifier, ...request.columns, ...request.filters.map(({ column }) => column)]);
}
