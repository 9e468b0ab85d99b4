import { placeColumnNames } from './place-column-names.ts';
import type { ColumnDescription, ResourceDescription } from './resource-description.ts';

/** The tags of the connection that a row was read through. No star shows them, and DESCRIBE does not list them. */
export const connectionTags = 'connection_tags';

const column: ColumnDescription = {
  name: connectionTags,
  type: 'object',
  description: 'The tags of the connection that the row was read through.',
  readOnly: true,
};

/** The names of the columns that a read has of its place, those among them that are there only where they are named. */
export const namedPlaceColumns: readonly string[] = [...placeColumnNames, connectionTags];

const known = new WeakMap<ResourceDescription, ResourceDescription>();

/** A resource whose rows tell the tags of their connection, unless it has a column of that name itself. */
export function withConnectionTags(description: ResourceDescription): ResourceDescription {
  if (description.columns.some(({ name }) => name === connectionTags)) return description;
  const made = known.get(description) ?? { ...description, columns: [...description.columns, column] };
  known.set(description, made);
  return made;
}
