import { percentEncode } from '../../../aws/protocols/percent-encoding.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { Customization } from './customization.ts';

const listings: ReadonlySet<string> = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions']);

/** Keys may hold characters that XML cannot: listings are asked for escaped ones. */
export const s3: Customization = {
  input(_model, operationName, input) {
    if (listings.has(operationName)) return { EncodingType: 'url', ...input };
    return typeof input.CopySource === 'string' ? { ...input, CopySource: escapedSource(input.CopySource) } : input;
  },
  output(operationName, output, input) {
    if (!listings.has(operationName) || output.EncodingType !== 'url') return output;
    // Whoever asked for escaped keys gets those.
    return input.EncodingType === 'url' ? output : withPlainKeys(output);
  },
};

/** `bucket/key?versionId=v`, its key escaped; an escape that is there already stays one. */
function escapedSource(source: string): string {
  const version = source.lastIndexOf('?versionId=');
  const path = version === -1 ? source : source.slice(0, version);
  if (/%[0-9a-f]{2}/i.test(path)) return source;
  return path.split('/').map(percentEncode).join('/') + (version === -1 ? '' : source.slice(version));
}

const escapedMembers = ['Delimiter', 'Marker', 'NextMarker', 'Prefix', 'StartAfter', 'KeyMarker', 'NextKeyMarker'];
const escapedLists: Readonly<Record<string, string>> = {
  Contents: 'Key',
  CommonPrefixes: 'Prefix',
  Versions: 'Key',
  DeleteMarkers: 'Key',
};

function withPlainKeys(output: WireStructure): WireStructure {
  const { EncodingType: _asked, ...plain }: Record<string, WireValue | undefined> = output;
  for (const name of escapedMembers) if (plain[name] !== undefined) plain[name] = unescaped(plain[name]);
  for (const [list, member] of Object.entries(escapedLists)) {
    const items = plain[list];
    if (Array.isArray(items)) {
      plain[list] = items.map((item: WireStructure) => ({ ...item, [member]: unescaped(item[member]) ?? null }));
    }
  }
  return plain;
}

function unescaped(value: WireValue | undefined): WireValue | undefined {
  if (typeof value !== 'string') return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
