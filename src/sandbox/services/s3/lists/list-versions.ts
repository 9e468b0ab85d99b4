import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { bucketAsked, objectsOf } from '../buckets/bucket-store.ts';
import { ownerOf } from '../buckets/owner.ts';
import { algorithmOf } from '../objects/checksums.ts';
import type { ObjectVersion } from '../records.ts';
import { encoderOf } from './encoding-type.ts';
import { listKeys } from './list-keys.ts';
import { sizeAsked } from './list-objects.ts';

interface Listed {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

/** Versions and markers of keys in order, newest first. A page may end between two versions of a key. */
export function listObjectVersions(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const encode = encoderOf(input);
  const size = sizeAsked(input.MaxKeys);
  const keyMarker = textOf(input.KeyMarker) ?? '';
  const idMarker = textOf(input.VersionIdMarker);
  const keys = listKeys(objectsOf(context.state, bucket).values(), ({ key }) => key, {
    prefix: textOf(input.Prefix) ?? '',
    delimiter: textOf(input.Delimiter) ?? '',
    after: '',
    size: Number.POSITIVE_INFINITY,
  });
  const prefixes = keys.commonPrefixes.filter((prefix) => prefix > keyMarker);
  const rest = keys.items.flatMap(({ key, versions }) =>
    versions
      .map((version, index): Listed => ({ key, version, isLatest: index === 0 }))
      .slice(key === keyMarker && idMarker !== undefined ? versions.findIndex(({ id }) => id === idMarker) + 1 : 0)
      .filter(() => key > keyMarker || (key === keyMarker && idMarker !== undefined)),
  );
  const entries: readonly (Listed | string)[] = [...rest, ...prefixes].sort((left, right) => {
    const [one, other] = [nameOf(left), nameOf(right)];
    return one < other ? -1 : Number(one > other);
  });
  const shown = entries.slice(0, size);
  const last = shown.at(-1);
  const isTruncated = entries.length > size && size > 0;
  const listed = shown.filter((entry) => typeof entry !== 'string');
  const view = ({ key, version, isLatest }: Listed): WireStructure => ({
    Key: encode(key),
    VersionId: version.id,
    IsLatest: isLatest,
    LastModified: wholeSecond(version.modified),
    Owner: ownerOf(bucket.owner),
  });
  return {
    Name: bucket.name,
    Prefix: encode(textOf(input.Prefix) ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(textOf(input.Delimiter) ?? ''),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: idMarker ?? '',
    MaxKeys: size,
    EncodingType: textOf(input.EncodingType),
    IsTruncated: isTruncated,
    NextKeyMarker: isTruncated && last !== undefined ? encode(nameOf(last)) : undefined,
    NextVersionIdMarker: isTruncated && typeof last === 'object' ? last.version.id : undefined,
    Versions: listed
      .filter(({ version }) => version.body !== undefined)
      .map((entry) => ({
        ...view(entry),
        ETag: entry.version.etag,
        Size: entry.version.size,
        StorageClass: entry.version.storageClass,
        ChecksumAlgorithm: [algorithmOf(entry.version.checksums) ?? 'CRC64NVME'],
        ChecksumType: entry.version.checksums.ChecksumType,
      })),
    DeleteMarkers: listed.filter(({ version }) => version.body === undefined).map(view),
    CommonPrefixes: shown.filter((entry) => typeof entry === 'string').map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

function nameOf(entry: Listed | string): string {
  return typeof entry === 'string' ? entry : entry.key;
}
