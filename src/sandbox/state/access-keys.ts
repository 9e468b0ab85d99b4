import { createHash } from 'node:crypto';
import { userArn } from '../../aws/user-arn.ts';
import type { Caller, Place, SandboxState, Table } from '../service.ts';
import { accountIn, readSession } from './issued-session.ts';
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

/** A key that an older skyql issued and kept. */
export interface IssuedKey {
  readonly accessKeyId: string;
  /** Milliseconds since 1970, by the clock's `wall()`. */
  readonly expires?: number;
  readonly session: KeySession;
  /** They follow from the id where they are not there. */
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

/** The keys that an older skyql issued, by their id. */
export function issuedKeys(state: SandboxState): Table<IssuedKey> {
  return state.table(everywhere, accessKeysTable.name);
}

function secretsOf({ accessKeyId, secret, sessionToken }: IssuedKey) {
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
 * a twelve-digit one is its own account. Undefined for a temporary key (`ASIA...`) without the token that it was issued with.
 */
export function accessKey(
  state: SandboxState,
  accessKeyId: string,
  partition: string,
  listed: readonly ListedKey[] = [],
  sessionToken = '',
): AccessKey | undefined {
  const session = readSession(accessKeyId, sessionToken);
  if (session !== undefined) {
    const { account, secret, expires, arn, userId } = session;
    return { account, secret, sessionToken, expires, caller: { accessKeyId, arn, userId } };
  }
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

/** The account of a key, also of an issued one without its token; undefined where there is no such key. */
export function accountOfKey(state: SandboxState, accessKeyId: string, partition: string): string | undefined {
  return accountIn(accessKeyId) ?? accessKey(state, accessKeyId, partition)?.account;
}

/** Whether a key was issued for a while, as sessions are. */
export function isIssued(accessKeyId: string): boolean {
  return accessKeyId.startsWith('ASIA');
}

function userOf(account: string, accessKeyId: string, partition: string): Caller {
  return { accessKeyId, arn: userArn(partition, account, 'sandbox'), userId: `AIDA${account}SANDBOX` };
}
