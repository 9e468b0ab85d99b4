import { columnShape } from '../../catalog/column-shape.ts';
import type { ColumnDescription } from '../../catalog/resource-description.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { cellCode, inlineCode } from '../markdown/inline-code.ts';
import { oneLine } from '../markdown/paragraphs.ts';
import { table } from '../markdown/table.ts';
import { memberTree, typeText } from '../member-tree.ts';
import { memberList } from './members.ts';

export function fields(resource: DocumentedResource): string {
  const { columns, accessPaths } = resource.description;
  if (columns.length === 0) return '';
  const rows = columns.map((column) => [cellCode(column.name), cellCode(column.type), cellText(resource, column)]);
  const note =
    accessPaths.length > 0
      ? ''
      : `\n\n${inlineCode('SELECT')} is not supported: use ${inlineCode('EXEC')} with one of the methods below.`;
  const inner = columns.flatMap((column) => insideOf(resource, column));
  const details = inner.length === 0 ? [] : ['### Inside the JSON fields', ...inner];
  return [`## Fields${note}`, table(['Name', 'Type', 'Description'], rows), ...details].join('\n\n');
}

function cellText(resource: DocumentedResource, column: ColumnDescription): string {
  const isRequired = column.property !== undefined && resource.schema?.required?.includes(column.property) === true;
  const values = isJson(column) ? [] : valuesOf(resource, column);
  return [
    oneLine(column.description),
    ...(values.length === 0 ? [] : [`One of: ${values.map(cellCode).join(', ')}.`]),
    ...(isRequired ? ['*Required at creation.*'] : []),
    ...(column.readOnly && column.property !== undefined ? ['*Set by AWS.*'] : []),
    ...(column.createOnly ? ['*Fixed at creation.*'] : []),
    ...(column.writeOnly ? ['*Never read back.*'] : []),
  ].join(' ');
}

function valuesOf({ schema }: DocumentedResource, { property }: ColumnDescription): readonly string[] {
  const values = property === undefined ? [] : (schema?.properties[property]?.enum ?? []);
  return values.slice(0, 60).map(String);
}

function insideOf(resource: DocumentedResource, column: ColumnDescription): readonly string[] {
  const shape = isJson(column) ? columnShape(resource, column) : undefined;
  if (shape === undefined) return [];
  const members = memberTree(shape);
  if (members.length === 0) return [];
  return [`#### ${inlineCode(column.name)}`, `${capital(typeText(shape))}:`, memberList(members)];
}

function isJson({ type }: ColumnDescription): boolean {
  return type === 'object' || type === 'array';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
