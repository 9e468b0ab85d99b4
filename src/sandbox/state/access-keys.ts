import { userArn } from '../../aws/user-arn.ts';
import type { Caller, Place, SandboxState, Table } from '../service.ts';
import { storedTable } from './stored-table.ts';

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
  readonly expires?: number;
  readonly caller: Caller;
}

/** Keys belong to no place: a request says by its key which account it is made in. */
const everywhere: Place = { account: '', region: '' };

export const accessKeysTable = storedTable('access-keys');

/** The keys that AssumeRole issued, by their id. */
export function issuedKeys(state: SandboxState): Table<AccessKey> {
  return state.table(everywhere, accessKeysTable.name);
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
  if (issued !== undefined) return issued;
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
