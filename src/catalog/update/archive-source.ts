import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partitionOfRegion, usualRegion } from '../../aws/partitions.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** Where an archive comes from. */
export type ArchiveSource =
  | { readonly kind: 'file'; readonly path: string; readonly shown: string }
  | { readonly kind: 'web'; readonly url: URL; readonly shown: string };

/**
 * AWS's own archive of a region
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-type-schemas.html). Throws INVALID_OPTION for
 * what is no region.
 */
export function publicSource(region: string = usualRegion): ArchiveSource {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) {
    throw new SkyqlError('INVALID_OPTION', `"${region}" is no region.`, { hint: `Write it as in ${usualRegion}.` });
  }
  const { dnsSuffix } = partitionOfRegion(region);
  return webSource(new URL(`https://schema.cloudformation.${region}.${dnsSuffix}/CloudformationSchema.zip`));
}

/** A path, a `file:` address or one of the web. Throws INVALID_OPTION for any other. */
export function givenSource(from: string): ArchiveSource {
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(from)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'file', path: resolve(from), shown: resolve(from) };
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (url && (scheme === 'http' || scheme === 'https')) return webSource(url);
  // A `file:` address with a host is no path on this machine.
  if (url && scheme === 'file' && url.host === '') {
    return { kind: 'file', path: fileURLToPath(url), shown: fileURLToPath(url) };
  }
  throw new SkyqlError('INVALID_OPTION', `An archive cannot be fetched from a ${scheme}: address.`, {
    hint: 'Give a file, or an address with https: or http:.',
  });
}

/** A query may hold a signature, and the user's part a password. */
function webSource(url: URL): ArchiveSource {
  return { kind: 'web', url, shown: `${url.origin}${url.pathname}` };
}
