import type { Value } from './value.ts';

/**
 * One value out of the parts of an identifier, in the resource's order: a single part as it is, several as texts joined by
 * `|`, which is how AWS's Cloud Control and this project write identifiers of several parts
 * (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html). Null while a part is missing,
 * or where there are none: half an identifier names nothing. An empty text is a part.
 */
export function joinIdentifier<Part extends Value>(parts: readonly (Part | null | undefined)[]): Part | string | null {
  const given = parts.filter((part) => part !== null && part !== undefined);
  const [only] = given;
  if (only === undefined || given.length < parts.length) return null;
  return given.length === 1 ? only : given.map(partText).join('|');
}

/**
 * The parts of an identifier that has `count` of them; undefined when this one has another number. A single part may hold a
 * `|` of its own. Of several it cannot be told which `|` is whose, since AWS knows no escape: such an identifier has too
 * many parts, and only its JSON form says what it means.
 */
export function splitIdentifier(identifier: string, count: number): readonly string[] | undefined {
  if (count === 1) return [identifier];
  const parts = identifier.split('|');
  return parts.length === count ? parts : undefined;
}

function partText(part: Value): string {
  return typeof part === 'object' ? JSON.stringify(part) : String(part);
}
