import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { alreadyExists, notFound } from '../../../kit/resource-steps.ts';
import type { ResourceHandler, ResourceProperties } from '../../../service.ts';
import {
  configNamed,
  configsOf,
  createAppImageConfig,
  deleteAppImageConfig,
  updateAppImageConfig,
} from '../app-image-configs/app-image-configs.ts';
import { keyOf } from '../images/image-records.ts';
import { replaceTags } from '../tags.ts';
import { readOnlySet } from './steps.ts';

const type = 'AWS::SageMaker::AppImageConfig';

export const appImageConfigType: ResourceHandler = {
  create(properties, context) {
    if (properties.AppImageConfigArn !== undefined) return readOnlySet(['AppImageConfigArn']);
    const name = textOf(properties.AppImageConfigName) ?? '';
    if (configsOf(context).has(keyOf(name))) return alreadyExists(type, name);
    createAppImageConfig({ ...withVariables(properties, variablesAsMap), Tags: properties.Tags }, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = configsOf(context).get(keyOf(identifier));
    if (!record) return undefined;
    const { CreationTime: _, LastModifiedTime: __, ...config } = record.config;
    return present({
      ...withVariables(withContainersAlone(config), variablesAsList),
      Tags: record.tags.length > 0 ? record.tags : undefined,
    });
  },
  update(identifier, properties, _previous, context) {
    if (!configsOf(context).has(keyOf(identifier))) return notFound(type, identifier);
    const { config } = configNamed(identifier, context);
    updateAppImageConfig({ ...withVariables(properties, variablesAsMap), AppImageConfigName: identifier }, context);
    replaceTags(config.AppImageConfigArn, properties.Tags, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (!configsOf(context).has(keyOf(identifier))) return notFound(type, identifier);
    deleteAppImageConfig({ AppImageConfigName: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...configsOf(context).values()].map(({ config }) => ({ AppImageConfigName: config.AppImageConfigName })),
};

/** Of how apps run CloudFormation knows the container, not the file system that SageMaker has beside it. */
function withContainersAlone(config: WireStructure): ResourceProperties {
  const known = appConfigs.flatMap((name) => {
    const { ContainerConfig } = structureOf(config[name]);
    return config[name] === undefined ? [] : [[name, present({ ContainerConfig })] as const];
  });
  return { ...config, ...Object.fromEntries(known) };
}

const appConfigs = ['JupyterLabAppImageConfig', 'CodeEditorAppImageConfig'];

/** CloudFormation has environment variables as a list of keys and values, SageMaker as a map. */
function withVariables(
  properties: ResourceProperties,
  convert: (variables: WireValue) => WireValue,
): ResourceProperties {
  const converted = appConfigs.flatMap((name) => {
    const config = properties[name];
    const container = structureOf(structureOf(config).ContainerConfig);
    const variables = container.ContainerEnvironmentVariables;
    if (!isStructure(config) || variables === undefined) return [];
    const ContainerConfig = { ...container, ContainerEnvironmentVariables: convert(variables) };
    return [[name, { ...config, ContainerConfig }] as const];
  });
  return { ...properties, ...Object.fromEntries(converted) };
}

function variablesAsMap(variables: WireValue): WireValue {
  return Object.fromEntries(structuresOf(variables).map(({ Key, Value }) => [textOf(Key) ?? '', Value]));
}

function variablesAsList(variables: WireValue): WireValue {
  return Object.entries(structureOf(variables)).map(([Key, Value]) => ({ Key, Value }));
}
