import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, present, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { type KeyPairRecord, keyPairsTable } from './key-pair-record.ts';

export function keyPairs(context: RequestContext): Table<KeyPairRecord> {
  return context.table<KeyPairRecord>(keyPairsTable);
}

function findByName(name: string, context: RequestContext): KeyPairRecord | undefined {
  for (const record of keyPairs(context).values()) if (record.pair.KeyName === name) return record;
  return undefined;
}

/** Throws InvalidKeyPair.NotFound. */
export function keyPairByName(name: string, context: RequestContext): KeyPairRecord {
  const record = findByName(name, context);
  if (!record) throw new SandboxFault('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`);
  return record;
}

/** The private key is in this answer and nowhere else. */
export function createKeyPair(input: WireStructure, context: RequestContext): WireStructure {
  const type = textOf(input.KeyType) ?? 'rsa';
  if (type !== 'rsa' && type !== 'ed25519') throw invalidValue(`Value (${type}) for parameter KeyType is invalid.`);
  const format = textOf(input.KeyFormat) ?? 'pem';
  if (format !== 'pem') throw invalidValue(`Value (${format}) for parameter KeyFormat is invalid.`);
  const { publicKey, privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const fingerprint =
    type === 'rsa' ? withColons(createHash('sha1').update(der).digest('hex')) : sshFingerprint(publicKey);
  const pair = keep(input, { type, fingerprint, publicKey: openSshText(publicKey) }, context);
  const KeyMaterial = String(
    type === 'rsa'
      ? privateKey.export({ type: 'pkcs1', format: 'pem' })
      : privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  return { ...pair, KeyMaterial };
}

export function importKeyPair(input: WireStructure, context: RequestContext): WireStructure {
  const text = bytesText(input.PublicKeyMaterial).trim();
  if (text === '') throw missingParameter('PublicKeyMaterial');
  const [kind = '', body = ''] = text.split(/\s+/);
  const type = kind === 'ssh-rsa' ? 'rsa' : kind === 'ssh-ed25519' ? 'ed25519' : undefined;
  const blob = Buffer.from(body, 'base64');
  if (type === undefined || blob.subarray(4, 4 + kind.length).toString() !== kind) {
    throw new SandboxFault('InvalidKey.Format', 'Key is not in valid OpenSSH public key format');
  }
  const fingerprint =
    type === 'rsa'
      ? withColons(createHash('md5').update(rsaDer(blob)).digest('hex'))
      : createHash('sha256').update(blob).digest('base64');
  return keep(input, { type, fingerprint, publicKey: text }, context);
}

function keep(
  input: WireStructure,
  key: { readonly type: 'rsa' | 'ed25519'; readonly fingerprint: string; readonly publicKey: string },
  context: RequestContext,
): WireStructure {
  const name = textOf(input.KeyName) ?? '';
  if (name === '' || name.length > 255) throw invalidValue(`Value (${name}) for parameter KeyName is invalid.`);
  const tags = readTagSpecifications(input, ['key-pair']);
  if (findByName(name, context)) {
    throw new SandboxFault('InvalidKeyPair.Duplicate', `The keypair already exists`);
  }
  const id = context.state.identifier('key-', 17);
  const pair: KeyPairRecord['pair'] = {
    KeyPairId: id,
    KeyName: name,
    KeyType: key.type,
    KeyFingerprint: key.fingerprint,
    CreateTime: isoTime(context.now),
    ...tagsMember(tags['key-pair']),
  };
  keyPairs(context).set(id, { pair, publicKey: key.publicKey });
  const { KeyType: _, CreateTime: __, ...shown } = pair;
  return shown;
}

export function describeKeyPairs(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.KeyPairIds);
  checkIds('key-', ids);
  const named = [
    ...textsOf(input.KeyNames).map((name) => keyPairByName(name, context)),
    ...ids.map((id) => keyPairs(context).get(id) ?? failForId(id)),
  ];
  const fits = compileFilters<KeyPairRecord>(
    input,
    {
      'key-pair-id': ({ pair }) => pair.KeyPairId,
      'key-name': ({ pair }) => pair.KeyName,
      fingerprint: ({ pair }) => pair.KeyFingerprint,
    },
    ({ pair }) => pair.Tags ?? [],
  );
  const records = named.length > 0 ? named : [...keyPairs(context).values()];
  const withKey = flagOf(input.IncludePublicKey) === true;
  return {
    KeyPairs: records
      .filter(fits)
      .map(({ pair, publicKey }) => present({ ...pair, PublicKey: withKey ? publicKey : undefined })),
  };
}

function failForId(id: string): never {
  throw new SandboxFault('InvalidKeyPair.NotFound', `The key pair ID '${id}' does not exist`);
}

/** Answers true for a name that is not there, as EC2 does. */
export function deleteKeyPair(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.KeyPairId);
  const name = textOf(input.KeyName);
  if (id === undefined && name === undefined) throw missingParameter('KeyName');
  if (id !== undefined) checkIds('key-', [id]);
  const record = id === undefined ? findByName(name ?? '', context) : keyPairs(context).get(id);
  if (record) keyPairs(context).delete(record.pair.KeyPairId);
  return present({ Return: true, KeyPairId: record?.pair.KeyPairId });
}

function withColons(hex: string): string {
  return (hex.match(/../g) ?? []).join(':');
}

function bytesText(value: WireValue | undefined): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : (textOf(value) ?? '');
}

/** What OpenSSH puts in base64 behind the kind: length-prefixed fields (RFC 4253, 6.6). */
function sshBlob(key: KeyObject): Buffer {
  const { kty, n = '', e = '', x = '' } = key.export({ format: 'jwk' });
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const positive = (base64: string) => {
    const bytes = Buffer.from(base64, 'base64url');
    return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  };
  return kty === 'RSA'
    ? Buffer.concat([field(Buffer.from('ssh-rsa')), field(positive(e)), field(positive(n))])
    : Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.from(x, 'base64url'))]);
}

function openSshText(key: KeyObject): string {
  const kind = key.asymmetricKeyType === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519';
  return `${kind} ${sshBlob(key).toString('base64')}`;
}

function sshFingerprint(key: KeyObject): string {
  return createHash('sha256').update(sshBlob(key)).digest('base64');
}

/** EC2 tells MD5 over the DER form of an RSA key that was imported. */
function rsaDer(blob: Buffer): Buffer {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length; ) {
    const length = blob.readUInt32BE(at);
    fields.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const [, e = Buffer.alloc(0), n = Buffer.alloc(0)] = fields;
  const jwk = { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' });
}
