import { readFileSync, writeFileSync } from 'node:fs';
import { ZipArchive } from '../src/catalog/build/models/zip-archive.ts';
import type { PermissionOperation, ResourceDescription } from '../src/catalog/resource-description.ts';
import type { PropertySchema, ResourceSchema } from '../src/cloudformation/resource-schema.ts';
import { type UnspecifiedFacts, writeFacts } from './catalog/cloudformation/unspecified-facts.ts';
import { writePermissions } from './catalog/permissions/handler-permissions.ts';

/**
 * `npx tsx tools/update-schema-facts.ts WHEEL`: what AWS's schemas of resource types say and the CDK's specification does not, out of a
 * wheel of cfn-lint, which has these schemas.
 */
const [wheel] = process.argv.slice(2);
if (wheel === undefined) throw new Error('Give the wheel: pip download --no-deps cfn-lint brings it.');
const archive = new ZipArchive(readFileSync(wheel));
const schemas = archive.names
  .filter((name) => /^cfnlint\/data\/schemas\/resources\/[^/]+\.json$/.test(name))
  .map((name): ResourceSchema => JSON.parse(archive.read(name).toString('utf8')))
  .filter(({ typeName }) => typeName.startsWith('AWS::'));

const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];
const isAction = /^[a-z0-9-]+:[A-Za-z0-9*]+$/;

function permissionsOf({ handlers }: ResourceSchema): ResourceDescription['permissions'] {
  const permissions = operations.flatMap((operation) => {
    const actions = (handlers?.[operation]?.permissions ?? [])
      .map((action) => action.trim())
      .filter((action) => isAction.test(action));
    return actions.length === 0 ? [] : [[operation, [...new Set(actions)]] as const];
  });
  return Object.fromEntries(permissions);
}

function factsOf(schema: ResourceSchema): UnspecifiedFacts {
  const unordered = [
    ...listsIn(schema, '', schema),
    ...Object.entries(schema.definitions ?? {}).flatMap(([name, definition]) => listsIn(schema, name, definition)),
  ];
  const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();
  return { writeOnly: sorted(schema.writeOnlyProperties ?? []), unordered: sorted(unordered) };
}

/** The specification makes a definition of a structure that stands in the midst of a schema, and gives it the name of its property. */
function listsIn(schema: ResourceSchema, owner: string, { properties = {} }: PropertySchema): readonly string[] {
  return Object.entries(properties).flatMap(([name, property]) => [
    ...(hasNoOrder(schema, property) ? [owner === '' ? name : `${owner}.${name}`] : []),
    ...[property, ...[property.items ?? []].flat()].flatMap((part) => listsIn(schema, name, part)),
  ]);
}

/** A list may be a definition of its own. */
function hasNoOrder(schema: ResourceSchema, property: PropertySchema): boolean {
  const [, name] = /^#\/definitions\/(.+)$/.exec(property.$ref ?? '') ?? [];
  const list = name === undefined ? property : schema.definitions?.[name];
  return list?.insertionOrder === false;
}

const source = `cfn-lint ${/cfn_lint-([\d.]+\d)/.exec(wheel)?.[1] ?? 'unknown'} (MIT-0)`;
const write = (path: string, what: string, text: string) =>
  writeFileSync(new URL(path, import.meta.url), `# ${what}, from ${source}.\n${text}`);
write(
  'catalog/permissions/handler-permissions.txt',
  "The IAM actions of the handlers of CloudFormation's resource types",
  writePermissions(
    new Map(
      schemas
        .map((schema) => [schema.typeName, permissionsOf(schema)] as const)
        .filter(([, permissions]) => Object.keys(permissions).length > 0),
    ),
  ),
);
write(
  'catalog/cloudformation/unspecified-facts.txt',
  "What AWS takes and never tells, and the lists without an order, of CloudFormation's resource types",
  writeFacts(new Map(schemas.map((schema) => [schema.typeName, factsOf(schema)]))),
);
