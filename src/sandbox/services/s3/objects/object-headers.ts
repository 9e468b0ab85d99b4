import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { longestKey } from '../assumptions.ts';
import { badRequest, s3Fault } from '../faults.ts';
import type { BucketRecord } from '../records.ts';

const kept = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'Expires',
  'WebsiteRedirectLocation',
  'ObjectLockMode',
  'ObjectLockRetainUntilDate',
  'ObjectLockLegalHoldStatus',
];

/** What a request says of an object, as GetObject tells it again. */
export function headersOf(input: WireStructure, bucket: BucketRecord): WireStructure {
  refuseAcl(input, bucket);
  const metadata = structureOf(input.Metadata);
  const size = Object.entries(metadata).reduce((total, [name, value]) => total + name.length + String(value).length, 0);
  if (size > 2_048) {
    throw badRequest('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(size),
      MaxSizeAllowed: '2048',
    });
  }
  return present({
    ...Object.fromEntries(kept.map((name) => [name, input[name]])),
    ContentType: textOf(input.ContentType) ?? 'binary/octet-stream',
    Metadata: Object.keys(metadata).length === 0 ? undefined : metadata,
    ...encryptionOf(input, bucket),
  });
}

/** How an object is said to be encrypted: as the request asks, else as its bucket does. */
function encryptionOf(input: WireStructure, { configurations }: BucketRecord): WireStructure {
  if (input.SSECustomerAlgorithm !== undefined) {
    return { SSECustomerAlgorithm: input.SSECustomerAlgorithm, SSECustomerKeyMD5: input.SSECustomerKeyMD5 };
  }
  const { Rules } = structureOf(configurations.encryption?.ServerSideEncryptionConfiguration);
  const [rule = {}] = structuresOf(Rules);
  const usual = structureOf(rule.ApplyServerSideEncryptionByDefault);
  const algorithm = textOf(input.ServerSideEncryption) ?? textOf(usual.SSEAlgorithm) ?? 'AES256';
  return algorithm === 'AES256'
    ? { ServerSideEncryption: algorithm }
    : {
        ServerSideEncryption: algorithm,
        SSEKMSKeyId: input.SSEKMSKeyId ?? usual.KMSMasterKeyID,
        BucketKeyEnabled: input.BucketKeyEnabled ?? rule.BucketKeyEnabled,
      };
}

/** What the answers to requests that write tell of encryption. */
export function encryptionHeaders({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, ...rest }: WireStructure) {
  const { SSECustomerAlgorithm, SSECustomerKeyMD5 } = rest;
  return present({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, SSECustomerAlgorithm, SSECustomerKeyMD5 });
}

function refuseAcl(input: WireStructure, { configurations }: BucketRecord): void {
  const acl = textOf(input.ACL);
  if (acl === undefined || acl === 'bucket-owner-full-control') return;
  const [rule] = structuresOf(structureOf(configurations.ownership?.OwnershipControls).Rules);
  if (rule?.ObjectOwnership === 'BucketOwnerEnforced') throw s3Fault('AccessControlListNotSupported');
}

export function checkKey(key: string): void {
  const length = Buffer.byteLength(key);
  if (length <= longestKey) return;
  throw s3Fault('KeyTooLongError', { Size: String(length), MaxSizeAllowed: String(longestKey) });
}
