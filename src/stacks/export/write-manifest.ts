import { Document, type Node } from 'yaml';
import { resourceId } from '../../catalog/resource-id.ts';
import { snakeCase } from '../../catalog/snake-case.ts';
import type { Value } from '../../data/value.ts';
import type { ExportedResource } from './exported-resource.ts';
import { findReferences, type TextPart } from './find-references.ts';
import { mapTexts } from './map-texts.ts';

/** The manifest of a stack that has these resources as they are. */
export function writeManifest(resources: readonly ExportedResource[], name: string): string {
  const references = findReferences(resources);
  const asked = new Map<string, Set<string>>();
  const regions = new Set(resources.filter(({ description }) => description.global !== true).map(regionOf));
  const [first] = regions;
  const connections = new Set(resources.map(({ identity }) => identity.scope.connection));

  const templateOf = (parts: readonly TextPart[]): string => {
    const text = parts.map((part) => {
      if (typeof part === 'string') return escaped(part);
      const { resource, told } = part;
      asked.set(resource.name, (asked.get(resource.name) ?? new Set()).add(told.column));
      return `{{ ${resource.name}.${told.column} }}`;
    });
    return text.join('');
  };
  const written = (resource: ExportedResource, property: string, value: Value): Value =>
    mapTexts(value, property, {
      text: (text, key) => templateOf(references.partsOf(resource, property, key, text)),
      name: escaped,
    });

  const bodies = resources.map((resource) => {
    const { description, identity, properties, untaken, needed, isIdentifierMade } = resource;
    const given = Object.entries(properties).filter(([property]) => !untaken.includes(property));
    const props: Value[] = given.map(([property, value]) => ({
      name: property,
      value: written(resource, property, value),
    }));
    for (const property of needed)
      props.push({
        name: property,
        value: `{{ vars.${snakeCase(`${resource.name}_${property}`).toUpperCase()} }}`,
        protected: true,
      });
    const { region, connection } = identity.scope;
    return {
      name: resource.name,
      resource: resourceId(description),
      ...(description.global !== true && region !== first && { region }),
      ...(connections.size > 1 && { connection }),
      ...(isIdentifierMade && { adopt: identity.key.join('|') }),
      ...(props.length > 0 && { props }),
    };
  });
  const document = new Document({
    version: 1,
    name,
    providers: [...new Set(resources.map(({ description }) => description.provider))],
    ...(first !== undefined && { globals: [{ name: 'region', value: first }] }),
    resources: bodies.map((body) => {
      const exports = [...(asked.get(body.name) ?? [])];
      return exports.length === 0 ? body : { ...body, exports };
    }),
  });
  for (const [index, { leftOut, untaken }] of resources.entries()) {
    const notes = [
      ...(leftOut.length > 0 ? [` Left out, as nobody can read it or it is secret: ${leftOut.join(', ')}`] : []),
      ...(untaken.length > 0 ? [` Left out, as what creates it does not take it: ${untaken.join(', ')}`] : []),
    ];
    if (notes.length === 0) continue;
    const node = document.getIn(['resources', index], true) as Node;
    node.commentBefore = notes.join('\n');
  }
  return document.toString({ lineWidth: 0 });
}

function regionOf({ identity }: ExportedResource): string {
  return identity.scope.region;
}

/** A text that templates print as it is, and that names no file. */
function escaped(text: string): string {
  const marked = text.replace(/\{[{%#]/g, (mark) => `{{ '${mark}' }}`);
  return /^\s*file\s*\(/.test(marked) ? `{{ '' }}${marked}` : marked;
}
