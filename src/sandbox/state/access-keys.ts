import { createHash } from 'node:crypto';
import { userArn } from '../../aws/user-arn.ts';
import type { Caller, Place, SandboxState, Table } from '../service.ts';
import { type Migration, storedTable } from './stored-table.ts';

/** The account of every access key that says nothing else. */
export const defaultAccount = '123456789012';

/** The secret of every access key that the sandbox has not issued itself. It protects nothing: it makes clients sign. */
const sharedSecret = 'test';

/** An access key that was given when the sandbox was started. */
export interface ListedKey {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly account: string;
  /** Requests must carry it. */
  readonly sessionToken?: string;
}

/** An access key as the sandbox knows it. */
export interface AccessKey {
  readonly account: string;
  readonly secret: string;
  /** Only keys that AssumeRole issued have one. */
  readonly sessionToken?: string;
  /** Milliseconds since 1970, by the clock's `wall()`. */
  readonly expires?: number | undefined;
  readonly caller: Caller;
}

/** Keys belong to no place: a request says by its key which account it is made in. */
const everywhere: Place = { account: '', region: '' };

/** Whose keys they are that were issued for one role and one name of a session, or for one user. */
export interface KeySession {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** A key as it is kept: small, for a program that asks for many has all of them until they expire. */
export interface IssuedKey {
  readonly accessKeyId: string;
  /** Milliseconds since 1970, by the clock's `wall()`. */
  readonly expires?: number;
  /** One object for all keys of a session. */
  readonly session: KeySession;
  /** Of keys that older versions issued; they follow from the id otherwise. */
  readonly secret?: string;
  readonly sessionToken?: string;
}

interface KeyOfVersion1 {
  readonly account: string;
  readonly secret: string;
  readonly sessionToken?: string;
  readonly expires?: number;
  readonly caller: Caller;
}

/** Version 1 kept what follows from the id, and of whose key it is a copy for each. */
const withSession: Migration = ({ key, record }) => {
  const { account, caller, ...rest } = record as KeyOfVersion1;
  return { key, record: { ...rest, accessKeyId: key, session: { account, arn: caller.arn, userId: caller.userId } } };
};

export const accessKeysTable = storedTable('access-keys', withSession);

/** The keys that AssumeRole issued, by their id. */
export function issuedKeys(state: SandboxState): Table<IssuedKey> {
  return state.table(everywhere, accessKeysTable.name);
}

/** What a key's owner is told beside its id. */
export function secretsOf({ accessKeyId, secret, sessionToken }: IssuedKey) {
  const made = createHash('sha512').update(accessKeyId).digest('hex');
  return {
    secret: secret ?? made.slice(0, 40),
    sessionToken: sessionToken ?? `FwoGZXIvYXdzE${made.slice(40)}`,
  };
}

function keyOf(issued: IssuedKey): AccessKey {
  const { accessKeyId, expires, session } = issued;
  const { account, arn, userId } = session;
  return { account, ...secretsOf(issued), expires, caller: { accessKeyId, arn, userId } };
}

/**
 * What an access key id stands for: one that the sandbox issued, one that is listed, or any other, with the secret `test`;
 * a twelve-digit one is its own account. Undefined for a temporary key (`ASIA...`) that the sandbox did not issue.
 */
export function accessKey(
  state: SandboxState,
  accessKeyId: string,
  partition: string,
  listed: readonly ListedKey[] = [],
): AccessKey | undefined {
  const issued = issuedKeys(state).get(accessKeyId);
  if (issued !== undefined) return keyOf(issued);
  const found = listed.find((key) => key.accessKeyId === accessKeyId);
  if (found !== undefined) {
    const { account, secret, sessionToken } = found;
    return { account, secret, sessionToken, caller: userOf(account, accessKeyId, partition) };
  }
  if (accessKeyId === '' || accessKeyId.startsWith('ASIA')) return undefined;
  const account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccount;
  return { account, secret: sharedSecret, caller: userOf(account, accessKeyId, partition) };
}

function userOf(account: string, accessKeyId: string, partition: string): Caller {
  return { accessKeyId, arn: userArn(partition, account, 'sandbox'), userId: `AIDA${account}SANDBOX` };
}
