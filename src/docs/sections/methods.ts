import type { DocumentedOperation } from '../../catalog/documented-operation.ts';
import type { DocumentedShape } from '../../catalog/documented-shape.ts';
import type { MethodDescription } from '../../catalog/resource-description.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { cellCode, inlineCode } from '../markdown/inline-code.ts';
import { oneLine, paragraphs } from '../markdown/paragraphs.ts';
import { table } from '../markdown/table.ts';
import { memberTree } from '../member-tree.ts';
import { memberList } from './members.ts';

/** The table of all methods, then what goes into and comes out of those of the service's own API. */
export function methods({ description, operations }: DocumentedResource): string {
  if (description.methods.length === 0) return '';
  const rows = description.methods.map((method) => [
    cellCode(method.name),
    cellCode(method.verb),
    method.requiredParameters.length === 0 ? '' : cellCode(method.requiredParameters.join(', ')),
    oneLine(method.description),
  ]);
  const details = description.methods.flatMap((method) => {
    const operation = operations.get(method.name);
    return operation === undefined ? [] : [operationText(method, operation)];
  });
  return ['## Methods', table(['Name', 'Accessible by', 'Required parameters', 'Description'], rows), ...details].join(
    '\n\n',
  );
}

function operationText(method: MethodDescription, operation: DocumentedOperation): string {
  const { link, errors, description, input, output } = operation;
  const blocks = [
    `### ${inlineCode(method.name)}`,
    paragraphs(description === '' ? method.description : description),
    `Calls ${inlineCode(operation.name)}${link === undefined ? '' : ` ([AWS's own page](${link}))`}.`,
    ...shapeBlocks('Input', input),
    ...shapeBlocks('Output', output),
    ...(errors.length === 0 ? [] : [`**Errors**: ${errors.map(inlineCode).join(', ')}`]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function shapeBlocks(title: string, shape: DocumentedShape | undefined): readonly string[] {
  const members = shape === undefined ? [] : memberTree(shape);
  return members.length === 0 ? [] : [`**${title}**`, memberList(members)];
}
