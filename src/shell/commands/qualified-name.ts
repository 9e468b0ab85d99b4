import type { Catalog } from '../../catalog/catalog.ts';
import { servicesNamed } from '../../catalog/services-named.ts';

/** What a name of an argument names, as statements write it; `unknown` may be a table, or what USE has the front of. */
export interface QualifiedName {
  readonly name: string;
  readonly kind: 'provider' | 'service' | 'resource' | 'unknown';
}

/** `ec2.images` is `aws.ec2.images` to commands, and `ec2` is `aws.ec2`: there is nobody to confuse it with. */
export async function qualifiedName(written: string, catalog: Catalog): Promise<QualifiedName> {
  const { provider } = catalog;
  const parts = written.split('.');
  const isWhole = parts[0]?.toLowerCase() === provider;
  const named = isWhole ? parts.slice(1) : parts;
  const name = [provider, ...named].join('.');
  const [first = ''] = named;
  if (named.length === 0) return { name: provider, kind: 'provider' };
  const isService = servicesNamed(await catalog.services(), first).length > 0;
  if (named.length === 1 && isService) return { name, kind: 'service' };
  if (named.length === 2 && (isWhole || isService)) return { name, kind: 'resource' };
  return { name: written, kind: isWhole && named.length === 1 ? 'service' : 'unknown' };
}
