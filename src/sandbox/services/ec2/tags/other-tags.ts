import type { Tag } from '../../../kit/tags/tag.ts';

/** Tags that an account has put on what it does not own or what the sandbox has no records of, under the resource's id. */
export const otherTagsTable = 'ec2.other-tags';

export interface OtherTags {
  readonly id: string;
  readonly type: string;
  readonly tags: readonly Tag[];
}
