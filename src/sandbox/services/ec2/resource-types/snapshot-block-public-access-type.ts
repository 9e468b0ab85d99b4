import { alreadyExists, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler } from '../../../service.ts';
import { disableSnapshotBlockPublicAccess, enableSnapshotBlockPublicAccess } from '../snapshots/snapshot-attributes.ts';
import { snapshotSharingOf } from '../snapshots/snapshot-sharing.ts';

const type = 'AWS::EC2::SnapshotBlockPublicAccess';

/** One an account and region, under the account's number; none where nothing is blocked. */
export const snapshotBlockPublicAccessType: ResourceHandler = {
  create({ State }, context) {
    if (isBlocked(context.account, context)) return alreadyExists(type, context.account);
    enableSnapshotBlockPublicAccess({ State }, context);
    return { status: 'SUCCESS', identifier: context.account };
  },
  read: (identifier, context) =>
    isBlocked(identifier, context)
      ? { AccountId: identifier, State: snapshotSharingOf(identifier, context) }
      : undefined,
  update(identifier, { State }, _previous, context) {
    if (!isBlocked(identifier, context)) return notFound(type, identifier);
    enableSnapshotBlockPublicAccess({ State }, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (!isBlocked(identifier, context)) return notFound(type, identifier);
    disableSnapshotBlockPublicAccess({}, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) => (isBlocked(context.account, context) ? [{ AccountId: context.account }] : []),
};

function isBlocked(account: string, context: RequestContext): boolean {
  return account === context.account && snapshotSharingOf(account, context) !== 'unblocked';
}
