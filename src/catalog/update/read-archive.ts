import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { foreignArchive, unreadableArchive } from './archive-error.ts';
import { readSchema } from './read-schema.ts';
import { jsonFilesIn, readZip } from './read-zip.ts';

/** AWS publishes more than 1,600 types; a handful of schemas is a project's own. */
const fewestSchemas = 100;

/**
 * The schemas of AWS's archive, by type. Throws ARCHIVE_UNREADABLE when it is damaged or one of its files is no schema,
 * ARCHIVE_FOREIGN when it holds something else: whoever gets an answer has a whole archive.
 */
export function readArchive(zip: Buffer): ReadonlyMap<string, ResourceSchema> {
  const count = jsonFilesIn(zip);
  if (count < fewestSchemas) throw foreignArchive(`it holds ${count} JSON files, AWS's more than ${fewestSchemas}`);
  const schemas = new Map<string, ResourceSchema>();
  for (const { name, text } of readZip(zip)) {
    const schema = schemaIn(name, text);
    if (schemas.has(schema.typeName)) throw unreadableArchive(`${name} describes ${schema.typeName} a second time`);
    schemas.set(schema.typeName, schema);
  }
  if (![...schemas.keys()].some((type) => type.startsWith('AWS::'))) throw foreignArchive('it has no type of AWS');
  return schemas;
}

function schemaIn(name: string, text: string): ResourceSchema {
  try {
    return readSchema(text);
  } catch (cause) {
    throw unreadableArchive(
      `${name} is no schema of a resource type: ${cause instanceof Error ? cause.message : cause}`,
      cause,
    );
  }
}
