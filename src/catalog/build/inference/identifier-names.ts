import { plainName } from './same-word.ts';

/** `identifier` and `id` are one; case and dashes say nothing. */
function key(name: string): string {
  return plainName(name).replace(/identifier$/, 'id');
}

const kinds = /^(id|name|arn|url|key|number|version|code)$/;

/**
 * How well a member names a property of a type: 0 for the same name, 1 where one of them has the type's name in front
 * (`Name` of a bucket is `BucketName`, `PolicyArn` is the `Arn` of a policy), 2 where the last word of the type is in
 * front (`ClientId` is the `Id` of a user pool client); undefined when they are different things.
 */
export function memberRank(member: string, property: string, type: string): number | undefined {
  const [found, wanted] = [key(member), key(property)];
  if (found === wanted) return 0;
  const front = plainName(type);
  if (isWith(front, found, wanted) || isWith(front, wanted, found)) return 1;
  const last = plainName(/[A-Z][a-z0-9]+$/.exec(type)?.[0] ?? type);
  return isWith(last, found, wanted) ? 2 : undefined;
}

function isWith(front: string, long: string, short: string): boolean {
  return kinds.test(short) && long === `${front}${short}`;
}

/** The member that names a property best; undefined when none does. */
export function bestMember(members: readonly string[], property: string, type: string): string | undefined {
  const [best] = members
    .flatMap((member) => {
      const rank = memberRank(member, property, type);
      return rank === undefined ? [] : [{ member, rank }];
    })
    .sort((one, other) => one.rank - other.rank);
  return best?.member;
}
