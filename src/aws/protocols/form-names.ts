import type { Shape, ShapeReference } from '../service-model.ts';

/** How a query protocol names the parameters of a request: where `query` and `ec2` differ. */
export interface FormNames {
  /** The parameter of a member. */
  member(reference: ShapeReference, name: string): string;
  /** Whether the elements of a list follow its own name at once: `Filter.1`, not `Filters.member.1`. */
  isFlat(shape: Shape, reference: ShapeReference): boolean;
  /** Whether a list without elements is sent at all, as a parameter without value. */
  readonly sendsEmptyLists: boolean;
  /** Whether a list of one element may come without its number: `Owner=self`. */
  readonly takesUnnumbered: boolean;
}

export const queryFormNames: FormNames = {
  member: (reference, name) => reference.locationName ?? name,
  isFlat: (shape, reference) => reference.flattened === true || shape.flattened === true,
  sendsEmptyLists: true,
  takesUnnumbered: false,
};

/** EC2 has names of its own: the queryName as it is, or the locationName with a capital; its lists are always flat. */
export const ec2FormNames: FormNames = {
  member(reference, name) {
    if (reference.queryName !== undefined) return reference.queryName;
    const locationName = reference.locationName;
    return locationName === undefined ? name : locationName.charAt(0).toUpperCase() + locationName.slice(1);
  },
  isFlat: () => true,
  sendsEmptyLists: false,
  takesUnnumbered: true,
};

/** The name between a list and its numbers; a flat list goes by the name that its member has, or else by that of its elements. */
export function listPrefix(names: FormNames, shape: Shape, reference: ShapeReference, prefix: string): string {
  const elementName = shape.member?.locationName;
  if (!names.isFlat(shape, reference)) return `${prefix}.${elementName ?? 'member'}`;
  if (names === ec2FormNames || elementName === undefined || reference.locationName !== undefined) return prefix;
  const dot = prefix.lastIndexOf('.');
  return dot === -1 ? elementName : `${prefix.slice(0, dot)}.${elementName}`;
}

export function mapPrefix(names: FormNames, shape: Shape, reference: ShapeReference, prefix: string): string {
  return names.isFlat(shape, reference) ? prefix : `${prefix}.entry`;
}
