import type { WireValue } from '../../../aws/service-model.ts';
import type { SandboxFault } from '../../service.ts';
import { mergeTags, type Tag, tagsIn } from './tag.ts';

/** What a service says about tags in its own words. */
export interface TagRules {
  /** The most tags that a resource may have. Any number where absent. */
  readonly most?: number;
  readonly tooMany?: () => SandboxFault;
  /** Throws for tags of a request that the service does not take. */
  readonly check?: (tags: readonly Tag[]) => void;
}

export interface Tagging {
  /** The tags of a request, for a resource that has none yet. */
  read(value: WireValue | undefined): readonly Tag[];
  /** The tags that a resource has once those of a request are put on it. */
  add(earlier: readonly Tag[], value: WireValue | undefined): readonly Tag[];
  /** As `add`, of tags that are read already. */
  merge(earlier: readonly Tag[], later: readonly Tag[]): readonly Tag[];
}

export function taggingBy({ most, tooMany, check }: TagRules): Tagging {
  const read = (value: WireValue | undefined) => {
    const given = tagsIn(value);
    check?.(given);
    return merge([], given);
  };
  const merge = (earlier: readonly Tag[], later: readonly Tag[]) => {
    const merged = mergeTags(earlier, later);
    if (tooMany !== undefined && most !== undefined && merged.length > most) throw tooMany();
    return merged;
  };
  return { read, merge, add: (earlier, value) => merge(earlier, read(value)) };
}
