import type { WireStructure } from '../../../../../aws/service-model.ts';
import { textOf } from '../../../../kit/members.ts';
import type { RequestContext } from '../../../../service.ts';
import { initialBlockPublicAccess } from '../../assumptions.ts';
import { invalidValue } from '../../faults.ts';

export const blockPublicAccessTable = 'ec2.image-block-public-access';
export const blockPublicAccessKey = 'state';

export type BlockPublicAccess = 'block-new-sharing' | 'unblocked';

export function blockPublicAccessOf(context: RequestContext): BlockPublicAccess {
  return context.table<BlockPublicAccess>(blockPublicAccessTable).get(blockPublicAccessKey) ?? initialBlockPublicAccess;
}

export function getBlockPublicAccess(_input: WireStructure, context: RequestContext): WireStructure {
  return { ImageBlockPublicAccessState: blockPublicAccessOf(context), ManagedBy: 'account' };
}

export function enableBlockPublicAccess(input: WireStructure, context: RequestContext): WireStructure {
  const asked = textOf(input.ImageBlockPublicAccessState);
  if (asked !== 'block-new-sharing') {
    throw invalidValue(`Value (${asked}) for parameter ImageBlockPublicAccessState is invalid.`);
  }
  return change('block-new-sharing', context);
}

export function disableBlockPublicAccess(_input: WireStructure, context: RequestContext): WireStructure {
  return change('unblocked', context);
}

function change(state: BlockPublicAccess, context: RequestContext): WireStructure {
  context.table<BlockPublicAccess>(blockPublicAccessTable).set(blockPublicAccessKey, state);
  return { ImageBlockPublicAccessState: state };
}
