import { stringify } from 'yaml';
import { resourceId } from '../../catalog/resource-id.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ExportedResource } from './exported-resource.ts';
import { findReferences, type Reference, type TextPart } from './find-references.ts';
import { mapTexts } from './map-texts.ts';

/** A template of CloudFormation that has these resources as they are. What it imports stays when the template goes. */
export function writeTemplate(resources: readonly ExportedResource[], name: string): string {
  const references = findReferences(resources);
  const parameters: Record<string, Value> = {};
  const written = (resource: ExportedResource, property: string, value: Value): Value =>
    mapTexts(value, property, { text: (text, key) => joined(references.partsOf(resource, property, key, text)) });
  const bodies = resources.map((resource): [string, Value] => {
    const { description, properties, needed } = resource;
    if (description.cloudFormationType === undefined)
      throw new SkyqlError('UNSUPPORTED_STATEMENT', `CloudFormation has no type for ${resourceId(description)}.`, {
        hint: 'Leave it out of the query, or export a manifest.',
      });
    const given = Object.entries(properties).map(([property, value]): [string, Value] => [
      property,
      written(resource, property, value),
    ]);
    for (const property of needed) {
      const parameter = `${logicalId(resource.name)}${property}`;
      parameters[parameter] = { Type: 'String', NoEcho: true };
      given.push([property, { Ref: parameter }]);
    }
    const body = {
      Type: description.cloudFormationType,
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      ...(given.length > 0 && { Properties: Object.fromEntries(given) }),
    };
    return [logicalId(resource.name), body];
  });
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: name,
    ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
    Resources: Object.fromEntries(bodies),
  };
  return stringify(template, { lineWidth: 0, version: '1.1' });
}

function joined(parts: readonly TextPart[]): Value {
  const [only] = parts;
  if (parts.length === 0) return '';
  if (only !== undefined && parts.length === 1) return typeof only === 'string' ? only : referenceTo(only);
  // In Fn::Sub a reference is ${Role.Arn}, and what looks like one is written ${!...}.
  const text = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll('${', '${!');
    const { resource, told } = part;
    return told.isMade ? `\${${logicalId(resource.name)}.${told.property}}` : `\${${logicalId(resource.name)}}`;
  });
  return { 'Fn::Sub': text.join('') };
}

function referenceTo({ resource, told }: Reference): Value {
  const id = logicalId(resource.name);
  return told.isMade ? { 'Fn::GetAtt': [id, told.property] } : { Ref: id };
}

/** `image_pipeline_2` -> `ImagePipeline2`. */
function logicalId(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
    .join('');
}
