import { readFileSync, writeFileSync } from 'node:fs';
import { ZipArchive } from '../src/catalog/build/models/zip-archive.ts';
import type { PermissionOperation, ResourceDescription } from '../src/catalog/resource-description.ts';
import { writePermissions } from './catalog/permissions/handler-permissions.ts';

/** `npx tsx tools/update-handler-permissions.ts WHEEL`: the permissions of handlers, out of a wheel of cfn-lint, which has AWS's schemas. */
interface TypeSchema {
  readonly typeName: string;
  readonly handlers?: Readonly<Partial<Record<PermissionOperation, { readonly permissions?: readonly string[] }>>>;
}

const [wheel] = process.argv.slice(2);
if (wheel === undefined) throw new Error('Give the wheel: pip download --no-deps cfn-lint brings it.');
const archive = new ZipArchive(readFileSync(wheel));
const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];
const isAction = /^[a-z0-9-]+:[A-Za-z0-9*]+$/;
const all = new Map<string, ResourceDescription['permissions']>();
for (const name of archive.names.filter((one) => /^cfnlint\/data\/schemas\/resources\/[^/]+\.json$/.test(one))) {
  const { typeName, handlers } = JSON.parse(archive.read(name).toString('utf8')) as TypeSchema;
  if (handlers === undefined || !typeName.startsWith('AWS::')) continue;
  const permissions = operations.flatMap((operation) => {
    const actions = (handlers[operation]?.permissions ?? [])
      .map((action) => action.trim())
      .filter((action) => isAction.test(action));
    return actions.length === 0 ? [] : [[operation, [...new Set(actions)]] as const];
  });
  if (permissions.length > 0) all.set(typeName, Object.fromEntries(permissions));
}
const version = /cfn_lint-([\d.]+)/.exec(wheel)?.[1] ?? 'unknown';
const head = `# The IAM actions of the handlers of CloudFormation's resource types, from cfn-lint ${version} (MIT-0).\n`;
writeFileSync(
  new URL('catalog/permissions/handler-permissions.txt', import.meta.url),
  `${head}${writePermissions(all)}`,
);
