import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { resourceInUse, resourceNotFound } from '../faults.ts';
import { keyOf, sagemakerArn } from '../images/image-records.ts';
import { pages } from '../pages.ts';
import { type AppImageConfigRecord, appImageConfigsTable } from '../records.ts';
import { type SortWords, sortOrder } from '../sort-order.ts';
import { tagging } from '../tags.ts';
import { fitsTimes } from '../times.ts';

export function configsOf(context: RequestContext) {
  return context.table<AppImageConfigRecord>(appImageConfigsTable);
}

export function configNamed(name: string, context: RequestContext): AppImageConfigRecord {
  const record = configsOf(context).get(keyOf(name));
  if (!record) throw resourceNotFound(messages.configNotFound(sagemakerArn('app-image-config', name, context)));
  return record;
}

function kindsOf({ KernelGatewayImageConfig, JupyterLabAppImageConfig, CodeEditorAppImageConfig }: WireStructure) {
  return present({ KernelGatewayImageConfig, JupyterLabAppImageConfig, CodeEditorAppImageConfig });
}

export function createAppImageConfig(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.AppImageConfigName) ?? '';
  if (configsOf(context).has(keyOf(name))) throw resourceInUse(messages.configExists(name));
  const time = isoTime(context.now);
  const config: AppImageConfigRecord['config'] = {
    AppImageConfigName: name,
    AppImageConfigArn: sagemakerArn('app-image-config', name, context),
    CreationTime: time,
    LastModifiedTime: time,
    ...kindsOf(input),
  };
  configsOf(context).set(keyOf(name), { config, tags: tagging.read(input.Tags) });
  return { AppImageConfigArn: config.AppImageConfigArn };
}

export function describeAppImageConfig(input: WireStructure, context: RequestContext): WireStructure {
  return configNamed(textOf(input.AppImageConfigName) ?? '', context).config;
}

export function updateAppImageConfig(input: WireStructure, context: RequestContext): WireStructure {
  const record = configNamed(textOf(input.AppImageConfigName) ?? '', context);
  const config = { ...record.config, ...kindsOf(input), LastModifiedTime: isoTime(context.now) };
  configsOf(context).set(keyOf(config.AppImageConfigName), { ...record, config });
  return { AppImageConfigArn: config.AppImageConfigArn };
}

export function deleteAppImageConfig(input: WireStructure, context: RequestContext): WireStructure {
  const { config } = configNamed(textOf(input.AppImageConfigName) ?? '', context);
  configsOf(context).delete(keyOf(config.AppImageConfigName));
  return {};
}

const configOrder: SortWords<AppImageConfigRecord> = {
  usual: ({ config }) => config.CreationTime,
  others: {
    Name: ({ config }) => config.AppImageConfigName,
    LastModifiedTime: ({ config }) => config.LastModifiedTime,
  },
  key: ({ config }) => config.AppImageConfigName,
  ascending: 'Ascending',
};

export function listAppImageConfigs(input: WireStructure, context: RequestContext): WireStructure {
  const contains = textOf(input.NameContains) ?? '';
  const configs = [...configsOf(context).values()].filter(
    ({ config }) => config.AppImageConfigName.includes(contains) && fitsTimes(config, input, 'ModifiedTime'),
  );
  const page = pages.byKey('app image configs', configs, sortOrder(configOrder, input), input);
  return { AppImageConfigs: page.items.map(({ config }) => config), NextToken: page.nextToken };
}
