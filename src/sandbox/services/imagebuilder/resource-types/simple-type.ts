import type { WireStructure } from '../../../../aws/service-model.ts';
import { textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { setTags } from '../tags.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { fromProperties, propertiesOf } from './properties.ts';
import { creationOf, missing } from './steps.ts';

/** A type whose handlers only translate between CloudFormation and one operation each. */
export interface SimpleType {
  /** `ImageRecipe`, as it stands in the type's name and in those of the operations. */
  readonly noun: string;
  /** Those of its `Create`, `Update` and `Delete` that there are. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** The member that names it in delete and update requests, and in the answer of create. */
  readonly arnMember: string;
  /** All of the account and region, as the get operation shows each. */
  readonly all: (context: RequestContext) => readonly WireStructure[];
  readonly find: (arn: string, context: RequestContext) => WireStructure | undefined;
  /** Members that read returns; write-only properties are not among them. */
  readonly readMembers: readonly string[];
  readonly listMembers: readonly string[];
  /** Whether the ARN has a version: then `Version` is `semanticVersion`, and `LatestVersion` is read. */
  readonly isVersioned?: boolean;
}

export function simpleType(definition: SimpleType): ResourceHandler {
  const { noun, operations, arnMember } = definition;
  const create = operationOf(operations, `Create${noun}`);
  const remove = operationOf(operations, `Delete${noun}`);
  const update = operations[`Update${noun}`];
  return {
    create: (properties, context) =>
      creationOf(`AWS::ImageBuilder::${noun}`, () => {
        const { version, ...input } = fromProperties(properties);
        const request = { ...input, ...(version === undefined ? {} : { semanticVersion: version }) };
        const answer = create({ ...request, clientToken: context.state.uuid() }, context);
        return { status: 'SUCCESS', identifier: textOf(answer[arnMember]) ?? '' };
      }),
    read(identifier, context) {
      const found = definition.find(identifier, context);
      if (!found) return undefined;
      const properties = propertiesOf(found, definition.readMembers);
      return definition.isVersioned ? { ...properties, LatestVersion: latestVersion(identifier) } : properties;
    },
    update(identifier, properties, _previous, context) {
      if (!definition.find(identifier, context)) return missing('UPDATE', noun, identifier);
      const input = fromProperties(properties);
      update?.({ ...input, [arnMember]: identifier, clientToken: context.state.uuid() }, context);
      setTags(context, identifier, textMapOf(input.tags));
      return { status: 'SUCCESS', identifier };
    },
    delete(identifier, context) {
      if (!definition.find(identifier, context)) return missing('DELETE', noun, identifier);
      remove({ [arnMember]: identifier }, context);
      return { status: 'SUCCESS', identifier };
    },
    list: (model, context) =>
      definition
        .all(context)
        .filter((structure) => isInModel(structure, model))
        .map((structure) => propertiesOf(structure, definition.listMembers)),
  };
}

/** The optional `Arn` of a list model narrows the list to one version, or to what begins with it. */
export function isInModel(structure: WireStructure, model: ResourceProperties): boolean {
  const wanted = textOf(model.Arn);
  const arn = textOf(structure.arn) ?? '';
  return wanted === undefined || arn === wanted || arn.startsWith(`${wanted}/`);
}

export function latestVersion(arn: string): WireStructure {
  const latest = latestVersionReferences(arn);
  return {
    Arn: latest.latestVersionArn,
    Major: latest.latestMajorVersionArn,
    Minor: latest.latestMinorVersionArn,
    Patch: latest.latestPatchVersionArn,
  };
}

function operationOf(operations: Readonly<Record<string, Operation>>, name: string): Operation {
  const found = operations[name];
  if (!found) throw new Error(`Image Builder has no operation '${name}'.`);
  return found;
}
