import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../../../aws/service-model.ts';
import { present, textOf } from '../../../kit/members.ts';
import { alreadyExists, notFound } from '../../../kit/resource-steps.ts';
import { type Tag, tagMap } from '../../../kit/tags/tag.ts';
import type { ResourceHandler, ResourceProperties } from '../../../service.ts';
import type { ParameterRecord } from './parameter-record.ts';
import { allParameters, latestOf, ownParameter, parametersOf } from './parameter-store.ts';
import { putParameterOperation } from './put-parameter.ts';

const type = 'AWS::SSM::Parameter';

/** `AWS::SSM::Parameter`: CloudFormation makes all parameters but SecureStrings. */
export const parameterType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.Name) ?? `CFN-${type.split('::')[2]}-${context.state.identifier('', 12)}`;
    if (ownParameter(name, context) !== undefined) return alreadyExists(type, name);
    putParameterOperation({ ...inputOf(properties), Name: name, Tags: tagsOf(properties.Tags) }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = ownParameter(identifier, context);
    const version = record && latestOf(record);
    if (record === undefined || version === undefined || !isPlain(record)) return undefined;
    return present({
      Name: record.name,
      Type: version.type,
      Value: version.value,
      DataType: version.dataType,
      Description: version.description,
      AllowedPattern: version.allowedPattern,
      Tier: version.tier,
      Tags: record.tags.length === 0 ? undefined : tagMap(record.tags),
    });
  },
  update(identifier, properties, _previous, context) {
    const record = ownParameter(identifier, context);
    if (record === undefined) return notFound(type, identifier);
    putParameterOperation({ ...inputOf(properties), Name: identifier, Overwrite: true }, context);
    const updated = ownParameter(identifier, context) ?? record;
    parametersOf(context).set(identifier, { ...updated, tags: tagsOf(properties.Tags) });
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (ownParameter(identifier, context) === undefined) return notFound(type, identifier);
    parametersOf(context).delete(identifier);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    allParameters(context)
      .filter(isPlain)
      .map(({ name }) => ({ Name: name })),
};

function isPlain(record: ParameterRecord): boolean {
  return latestOf(record).type !== 'SecureString';
}

function inputOf({ Type, Value, Description, Policies, AllowedPattern, Tier, DataType }: ResourceProperties) {
  return present({ Type, Value, Description, Policies, AllowedPattern, Tier, DataType });
}

/** CloudFormation's tags of a parameter are a map. */
function tagsOf(value: WireValue | undefined): readonly Tag[] {
  if (!isStructure(value)) return [];
  return Object.entries(value).map(([Key, text]) => ({ Key, Value: String(text) }));
}
