import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { textsOf } from '../members.ts';
import type { Operation } from '../operation.ts';
import type { Tag } from './tag.ts';
import type { Tagging } from './tagging.ts';

/** The tags of a resource, and how to give it others. */
export interface Tagged {
  readonly tags: readonly Tag[];
  change(tags: readonly Tag[]): void;
}

/** What the tag operations of one service, or of one kind of its resources, have of their own. */
export interface TagWords {
  /** The resource that a request means; throws when there is none. */
  readonly find: (input: WireStructure, context: RequestContext) => Tagged;
  /** The member that holds tags in a request. */
  readonly tags: string;
  /** The member that holds the keys to take away. */
  readonly keys: string;
  /** What the operation answers that puts tags on; nothing where absent. */
  readonly added?: (tags: readonly Tag[]) => WireStructure;
  /** What the operation answers that lists them. */
  readonly listed: (tags: readonly Tag[], input: WireStructure) => WireStructure;
}

export interface TagOperations {
  readonly add: Operation;
  readonly remove: Operation;
  readonly list: Operation;
}

/** The three operations that every service has for tags, whatever it calls them. */
export function tagOperations(tagging: Tagging, { find, tags, keys, added, listed }: TagWords): TagOperations {
  return {
    add(input, context) {
      const resource = find(input, context);
      const all = tagging.add(resource.tags, input[tags]);
      resource.change(all);
      return added?.(all) ?? {};
    },
    remove(input, context) {
      const resource = find(input, context);
      const unwanted = textsOf(input[keys]);
      resource.change(resource.tags.filter(({ Key }) => !unwanted.includes(Key)));
      return {};
    },
    list: (input, context) => listed(find(input, context).tags, input),
  };
}
