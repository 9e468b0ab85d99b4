import type {
  MethodDescription,
  PermissionOperation,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { cellCode, inlineCode } from '../markdown/inline-code.ts';
import { oneLine } from '../markdown/paragraphs.ts';
import { table } from '../markdown/table.ts';

const operations: readonly (readonly [PermissionOperation, string])[] = [
  ['create', 'Create'],
  ['read', 'Read'],
  ['update', 'Update'],
  ['delete', 'Delete'],
  ['list', 'List'],
];

/** The IAM actions of each operation of Cloud Control, and of each method of the service's own API. */
export function permissions({ description }: DocumentedResource): string {
  const known = operations.flatMap(([operation, title]) => operationSection(description, operation, title));
  const native = description.methods.filter(
    ({ call, permissions: actions }) => call.api === 'native' && actions.length > 0,
  );
  if (known.length === 0 && native.length === 0) return '';
  const notes = [...new Set(native.flatMap(({ permissionsNote }) => permissionsNote ?? []))];
  const name = inlineCode(description.name);
  return [
    '## Permissions',
    `To operate on ${name}, these IAM actions are needed; ${inlineCode('EXPLAIN (POLICY)')} prints the policy of a statement.`,
    ...known,
    ...(native.length === 0 ? [] : ['### By method', methodTable(native)]),
    ...notes.map(noteText),
  ].join('\n\n');
}

/** What is derived, or not known, is said where the actions stand. */
function operationSection(
  description: ResourceDescription,
  operation: PermissionOperation,
  title: string,
): readonly string[] {
  const actions = description.permissions[operation] ?? [];
  const method = description.methods.find(({ call }) => call.api === 'cloud-control' && call.handler === operation);
  const further = (method?.permissions ?? []).filter((action) => !actions.includes(action));
  const note = method?.permissionsNote === undefined ? [] : [noteText(method.permissionsNote)];
  if (actions.length === 0) return further.length === 0 ? [] : [`### ${title}`, list(further), ...note];
  const besides = further.length === 0 ? [] : [`Through Cloud Control also ${further.map(inlineCode).join(', ')}.`];
  return [`### ${title}`, list(actions), ...besides, ...note];
}

function noteText(note: string): string {
  return `Note: ${oneLine(note)}`;
}

function list(actions: readonly string[]): string {
  return actions.map((action) => `- ${inlineCode(action)}`).join('\n');
}

function methodTable(native: readonly MethodDescription[]): string {
  return table(
    ['Method', 'Actions'],
    native.map(({ name, permissions: actions }) => [cellCode(name), actions.map(cellCode).join(', ')]),
  );
}
