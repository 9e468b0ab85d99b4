import { partitionOfRegion } from '../../aws/partitions.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, CallScope } from '../provider.ts';
import type { AwsApi } from './aws-api.ts';
import type { ConnectionOptions, OrganizationRole } from './connection-options.ts';
import { structuresAt } from './native/member-path.ts';

/** An account of an organization, as AWS Organizations lists it. */
interface ListedAccount {
  readonly id: string;
  readonly name: string;
}

/** So many accounts are asked for their tags at once. */
const tagsAtOnce = 8;

export interface OrganizationRequest {
  /** The connection whose credentials may list the accounts. */
  readonly connection: ConnectionOptions;
  readonly role: OrganizationRole;
  readonly scope: CallScope;
  /** The account that the credentials are of: it is read with them, for it has no such role. */
  readonly ownAccount: () => Promise<string>;
  /** Whether the accounts' tags are wanted: each takes a call. */
  readonly withTags: boolean;
}

/** A connection for each active account of an organization: `company/Payments`. */
export async function organizationAccounts(
  api: AwsApi,
  { connection, role, scope, ownAccount, withTags }: OrganizationRequest,
  context: CallContext,
): Promise<readonly ConnectionOptions[]> {
  const accounts = await listAccounts(api, scope, context);
  const own = await ownAccount();
  const tags = withTags ? await tagsOf(api, accounts, scope, context) : new Map<string, Tags>();
  const { organization: _, role: __, ...shared } = connection;
  const { name: roleName, ...session } = role;
  const { id: partition } = partitionOfRegion(scope.region);
  return accounts.map(({ id, name }) => ({
    ...shared,
    name: `${connection.name}/${isAlone(name, accounts) ? name : `${name} (${id})`}`,
    accountId: id,
    tags: { ...connection.tags, ...tags.get(id) },
    ...(id !== own && { role: { ...session, arn: `arn:${partition}:iam::${id}:role/${roleName}` } }),
  }));
}

type Tags = Readonly<Record<string, string>>;

/** AWS lets two accounts of an organization have one name. */
function isAlone(name: string, accounts: readonly ListedAccount[]): boolean {
  return accounts.filter((other) => other.name === name).length === 1;
}

async function listAccounts(api: AwsApi, scope: CallScope, context: CallContext): Promise<readonly ListedAccount[]> {
  const accounts: ListedAccount[] = [];
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { service: 'organizations', operation: 'ListAccounts', input, scope };
    const { output, requestId } = await api.call(call, context);
    for (const { Id, Name, State, Status } of structuresAt(output, 'Accounts')) {
      if (typeof Id !== 'string')
        throw new SkyqlError('AWS_ERROR', 'ListAccounts answered an account without an id.', {
          scope: { ...scope, service: 'organizations', operation: 'ListAccounts', requestId },
        });
      // Those that are suspended or being closed let nobody in.
      if ((State ?? Status) === 'ACTIVE') accounts.push({ id: Id, name: typeof Name === 'string' ? Name : Id });
    }
    token = typeof output.NextToken === 'string' ? output.NextToken : undefined;
  } while (token !== undefined);
  return accounts;
}

async function tagsOf(
  api: AwsApi,
  accounts: readonly ListedAccount[],
  scope: CallScope,
  context: CallContext,
): Promise<ReadonlyMap<string, Tags>> {
  const tags = new Map<string, Tags>();
  const left = [...accounts];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      tags.set(next.id, await readTags(api, next.id, scope, context));
  };
  await Promise.all(Array.from({ length: tagsAtOnce }, work));
  return tags;
}

async function readTags(api: AwsApi, account: string, scope: CallScope, context: CallContext): Promise<Tags> {
  const tags: [string, string][] = [];
  let token: string | undefined;
  do {
    const input = { ResourceId: account, ...(token !== undefined && { NextToken: token }) };
    const call = { service: 'organizations', operation: 'ListTagsForResource', input, scope };
    const { output } = await api.call(call, context);
    for (const { Key, Value } of structuresAt(output, 'Tags')) tags.push([String(Key), String(Value)]);
    token = typeof output.NextToken === 'string' ? output.NextToken : undefined;
  } while (token !== undefined);
  return Object.fromEntries(tags);
}
