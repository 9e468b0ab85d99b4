import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { pick } from '../../../kit/members.ts';

/** Members whose keys are the user's own and stay as they are. */
const maps = new Set(['tags', 'amiTags', 'resourceTags', 'imageTags', 'tagMap']);

/** The few members that CloudFormation calls otherwise. */
const propertyOfMember: Readonly<Record<string, string>> = { launchPermission: 'LaunchPermissionConfiguration' };
const memberOfProperty: Readonly<Record<string, string>> = { LaunchPermissionConfiguration: 'launchPermission' };

/** Nested members that the CloudFormation types do not have. */
const nativeOnly = new Set(['s3ExportConfiguration']);

/** A structure of the API by CloudFormation's names: `imageRecipeArn` is `ImageRecipeArn`. */
export function toProperties(structure: WireStructure): WireStructure {
  const entries = Object.entries(structure).filter(([member, value]) => value !== undefined && !nativeOnly.has(member));
  return Object.fromEntries(
    entries.map(([member, value]) => [
      propertyOfMember[member] ?? member.charAt(0).toUpperCase() + member.slice(1),
      maps.has(member) ? value : convert(value, toProperties),
    ]),
  );
}

/** The reverse of {@link toProperties}. */
export function fromProperties(properties: WireStructure): WireStructure {
  return Object.fromEntries(
    Object.entries(properties).map(([property, value]) => {
      const member = memberOfProperty[property] ?? property.charAt(0).toLowerCase() + property.slice(1);
      return [member, maps.has(member) ? value : convert(value, fromProperties)];
    }),
  );
}

function convert(
  value: WireValue | undefined,
  structure: (structure: WireStructure) => WireStructure,
): WireValue | undefined {
  if (isList(value)) return value.map((item) => convert(item, structure) ?? null);
  return isStructure(value) ? structure(value) : value;
}

function isList(value: WireValue | undefined): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** Those members of a structure that a type has as properties, by their names there. */
export function propertiesOf(structure: WireStructure, members: readonly string[]): WireStructure {
  return toProperties(pick(structure, members));
}
