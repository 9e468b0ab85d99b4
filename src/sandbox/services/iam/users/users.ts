import type { WireStructure } from '../../../../aws/service-model.ts';
import { callerArn } from '../../../kit/arn-in.ts';
import { textOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { messages, usualUserSince } from '../assumptions.ts';
import { alreadyExists, deleteConflict, invalid } from '../faults.ts';
import { entityArn, identities, keyOf, setUser, uniqueId, userNamed } from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder, readPath } from '../path.ts';
import { boundaryMember } from '../policies/boundary-member.ts';
import { checkAttachable } from '../policies/check-attachable.ts';
import type { UserRecord } from '../records.ts';
import { tagging } from '../tags.ts';

export function createUser(input: WireStructure, context: RequestContext): WireStructure {
  const UserName = textOf(input.UserName) ?? '';
  const Path = readPath(input.Path);
  if (identities(context).users.has(keyOf(UserName))) throw alreadyExists(messages.userExists(UserName));
  const boundary = textOf(input.PermissionsBoundary);
  if (boundary !== undefined) checkAttachable(boundary, context);
  const record: UserRecord = {
    user: {
      Path,
      UserName,
      UserId: uniqueId('AIDA', context.state),
      Arn: entityArn('user', Path, UserName, context),
      CreateDate: wholeSecond(context.now),
    },
    ...(boundary === undefined ? {} : { boundary }),
    attached: [],
    inline: [],
    groups: [],
    tags: tagging.read(input.Tags),
  };
  setUser(record, context);
  return { User: userView(record) };
}

/** Without a name it is the user who asks. */
export function getUser(input: WireStructure, context: RequestContext): WireStructure {
  return { User: input.UserName === undefined ? callingUser(context) : userView(userAsked(input, context)) };
}

export function listUsers(input: WireStructure, context: RequestContext): WireStructure {
  const users = [...identities(context).users.values()].filter(({ user }) => isUnder(user.Path, input));
  const { items, paging } = pageOf(`users ${textOf(input.PathPrefix) ?? '/'}`, users, userKey, input);
  return { Users: items.map(({ user }) => user), ...paging };
}

export function updateUser(input: WireStructure, context: RequestContext): WireStructure {
  const record = userAsked(input, context);
  const { users } = identities(context);
  const UserName = textOf(input.NewUserName) ?? record.user.UserName;
  const Path = input.NewPath === undefined ? record.user.Path : readPath(input.NewPath);
  const isRenamed = keyOf(UserName) !== userKey(record);
  if (isRenamed && users.has(keyOf(UserName))) throw alreadyExists(messages.userExists(UserName));
  users.delete(userKey(record));
  setUser(
    { ...record, user: { ...record.user, UserName, Path, Arn: entityArn('user', Path, UserName, context) } },
    context,
  );
  return {};
}

export function deleteUser(input: WireStructure, context: RequestContext): WireStructure {
  const record = userAsked(input, context);
  if (record.attached.length > 0) throw deleteConflict(messages.mustDetach);
  if (record.inline.length > 0) throw deleteConflict(messages.mustDeletePolicies);
  identities(context).users.delete(userKey(record));
  return {};
}

export function userAsked(input: WireStructure, context: RequestContext): UserRecord {
  return userNamed(textOf(input.UserName) ?? '', context);
}

function userKey({ user }: UserRecord): string {
  return keyOf(user.UserName);
}

function userView(record: UserRecord): WireStructure {
  return { ...record.user, ...boundaryMember(record), ...tagsMember(record.tags) };
}

/** Of keys that nobody was issued the user is told, and is not among those of the account. */
function callingUser(context: RequestContext): WireStructure {
  const Arn = callerArn(context);
  const UserId = context.caller?.userId ?? context.account;
  const [, Path = '', UserName = ''] = /:user(\/(?:.+\/)?)([^/]+)$/.exec(Arn) ?? [];
  if (UserName !== '') return { Path, UserName, UserId, Arn, CreateDate: usualUserSince };
  if (Arn.endsWith(':root')) return { Path: '/', UserId, Arn, CreateDate: usualUserSince };
  throw invalid(messages.callerIsNoUser);
}
