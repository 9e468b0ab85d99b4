import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Value } from '../../data/value.ts';

/** The version of the record's form. One that does not know a record's version leaves it alone. */
export const recordVersion = 1;

/** What a stack's runs have left: nothing whose loss loses anything, what is there is always asked. */
export interface StackRecord {
  readonly format_version: typeof recordVersion;
  /** Of skyql. */
  made_by: string;
  readonly stack: string;
  readonly environment: string;
  /** Null of AWS itself. */
  readonly endpoint: string | null;
  resources: Record<string, RecordedResource>;
  /** What the last build exported, without what is protected: for `stack(...)` of other stacks. */
  exports?: Readonly<Record<string, Value>>;
  /** What something has come in the place of, and that is deleted when all is built: of `create_before_destroy`. */
  replaced?: readonly ReplacedResource[];
  /** The run that is under way, or was when the process ended. */
  run?: RecordedRun;
}

export interface RecordedResource {
  /** `aws.sagemaker.images`. */
  readonly resource?: string;
  readonly connection?: string;
  readonly region?: string;
  /** The values of its identifying columns. */
  readonly key?: readonly string[];
  readonly applied?: Applied;
  /** Of a script or command, which only tells them when it runs: what it exported, without what is protected. */
  readonly exports?: Readonly<Record<string, Value>>;
  /** What replaces it when it changes, as it was when it was made. */
  readonly triggers?: Readonly<Record<string, SecretHash>>;
  /** ISO 8601. */
  readonly at?: string;
}

export interface ReplacedResource {
  readonly address: string;
  readonly connection: string;
  readonly region: string;
  readonly key: readonly string[];
  /** Of its deletion. */
  readonly token: string;
}

/** What was last applied: without secrets, of which there are hashes. */
export interface Applied {
  readonly properties: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, SecretHash>>;
}

export interface SecretHash {
  readonly salt: string;
  readonly hash: string;
}

export interface RecordedRun {
  readonly id: string;
  readonly command: string;
  readonly started: string;
  /** Resource -> what is being done, written before it is asked for. */
  steps: Record<string, RecordedStep>;
}

export interface RecordedStep {
  readonly operation: 'create' | 'update' | 'delete' | 'createorupdate';
  readonly token: string;
  readonly state: 'begun' | 'done';
}

export function secretHash(value: Value): SecretHash {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64'), hash: hashOf(value, salt).toString('base64') };
}

export function isSameSecret(value: Value, { salt, hash }: SecretHash): boolean {
  const known = Buffer.from(hash, 'base64');
  const own = hashOf(value, Buffer.from(salt, 'base64'));
  return known.length === own.length && timingSafeEqual(known, own);
}

function hashOf(value: Value, salt: Buffer): Buffer {
  return scryptSync(JSON.stringify(value), salt, 32, { N: 4096 });
}
