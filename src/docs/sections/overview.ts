import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { cellCode, inlineCode } from '../markdown/inline-code.ts';
import { oneLine } from '../markdown/paragraphs.ts';
import { table } from '../markdown/table.ts';

export function introduction({ description }: DocumentedResource): string {
  const id = inlineCode(resourceId(description));
  const verbs = verbsOf(description);
  const twin = description.twin === undefined ? undefined : inlineCode(twinId(description, description.twin));
  if (twin === undefined) return `${id} answers ${verbs}.`;
  const creates = description.methods.some(({ verb }) => verb === 'INSERT');
  const lists = description.accessPaths.some(({ kind }) => kind === 'list');
  return creates || lists
    ? `${id} answers ${verbs}. ${twin} is the same resource, one at a time.`
    : `${id} is one resource at a time and answers ${verbs}; ${twin} lists them and creates new ones.`;
}

export function overview({ description, schema }: DocumentedResource): string {
  const { name, service, provider, cloudFormationType, identifier, global } = description;
  const source = schema?.source === 'cloudformation-schema' ? ' (by its schema)' : '';
  const rows: (readonly [string, string])[] = [
    ['Name', cellCode(name)],
    ['Type', 'Resource'],
    ['Description', oneLine(description.description)],
    ['Id', cellCode(resourceId(description))],
    ['Service', cellCode(`${provider}.${service}`)],
    ...(cloudFormationType === undefined
      ? []
      : [['CloudFormation type', `${cellCode(cloudFormationType)}${source}`] as const]),
    ...(identifier.length === 0 ? [] : [['Identified by', identifier.map(cellCode).join(', ')] as const]),
    ['Region', global ? 'none: it is global' : 'one of its own'],
  ];
  return `## Overview\n\n${table(
    ['', ''],
    rows.map(([title, value]) => [`**${title}**`, value]),
  )}`;
}

function verbsOf({ methods, accessPaths }: ResourceDescription): string {
  const verbs = [
    ...(accessPaths.length > 0 ? ['SELECT'] : []),
    ...['INSERT', 'UPDATE', 'DELETE', 'EXEC'].filter((verb) => methods.some((method) => method.verb === verb)),
  ].map(inlineCode);
  const last = verbs.at(-1) ?? 'nothing';
  return verbs.length < 2 ? last : `${verbs.slice(0, -1).join(', ')} and ${last}`;
}

function twinId(description: ResourceDescription, twin: string): string {
  return resourceId({ ...description, name: twin });
}
