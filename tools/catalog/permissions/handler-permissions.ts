import { readFileSync } from 'node:fs';
import type { PermissionOperation, ResourceDescription } from '../../../src/catalog/resource-description.ts';

type Permissions = ResourceDescription['permissions'];

const file = new URL('handler-permissions.txt', import.meta.url);

let known: ReadonlyMap<string, Permissions> | undefined;

/**
 * The IAM actions that the handlers of a type need, as AWS's schemas of resource types say. They come from the package cfn-lint,
 * which ships these schemas: `npx tsx tools/update-schema-facts.ts WHEEL` renews the file. Nothing of types that it lacks.
 */
export function handlerPermissions(typeName: string): Permissions {
  known ??= readPermissions(readFileSync(file, 'utf8'));
  return known.get(typeName) ?? {};
}

/** A line a type: its name, then after tabs each operation with its actions, which those of one service share the prefix of. */
export function readPermissions(text: string): ReadonlyMap<string, Permissions> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [typeName = '', ...operations] = line.split('\t');
      return [typeName, Object.fromEntries(operations.map(readOperation))];
    }),
  );
}

function readOperation(text: string): readonly [PermissionOperation, readonly string[]] {
  const [operation = '', actions = ''] = text.split(' ');
  let prefix = '';
  const named = actions.split(',').map((action) => {
    const [own, name] = action.includes(':') ? action.split(':') : [prefix, action];
    prefix = own ?? '';
    return `${prefix}:${name}`;
  });
  return [operation as PermissionOperation, named];
}

export function writePermissions(all: ReadonlyMap<string, Permissions>): string {
  const lines = [...all]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([typeName, permissions]) => {
      const operations = Object.entries(permissions).filter(([, actions]) => actions.length > 0);
      return [typeName, ...operations.map(([operation, actions]) => `${operation} ${writeActions(actions)}`)].join(
        '\t',
      );
    });
  return `${lines.join('\n')}\n`;
}

function writeActions(actions: readonly string[]): string {
  let before = '';
  return actions
    .map((action) => {
      const prefix = action.slice(0, action.indexOf(':'));
      const isSame = prefix === before;
      before = prefix;
      return isSame ? action.slice(prefix.length + 1) : action;
    })
    .join(',');
}
