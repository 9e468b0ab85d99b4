import type { WireStructure } from '../../../aws/service-model.ts';
import { isoTime, structuresOf, textOf } from '../members.ts';
import { arnOf } from './arns.ts';
import { defaultDistributionTimeoutMinutes, messages } from './assumptions.ts';
import { deleteConfiguration, requireConfiguration } from './configurations.ts';
import { alreadyExists, invalidCombination } from './faults.ts';
import { listPage } from './filters.ts';
import { idempotent, type Operation } from './idempotency.ts';
import { pick, textMapOf } from './members.ts';
import { distributionConfigurations } from './tables.ts';

function settingsOf(input: WireStructure): WireStructure {
  const regions = regionsOf(input);
  const twice = regions.find((region, index) => regions.indexOf(region) !== index);
  if (twice !== undefined) throw invalidCombination('distributions', messages.distributionTwice(twice));
  return { ...pick(input, ['description', 'distributions']), timeoutMinutes: defaultDistributionTimeoutMinutes };
}

function regionsOf(structure: WireStructure): readonly string[] {
  return structuresOf(structure.distributions).map((distribution) => textOf(distribution.region) ?? '');
}

const createDistributionConfiguration: Operation = (input, context) => {
  const name = textOf(input.name) ?? '';
  const arn = arnOf(context, 'distribution-configuration', name);
  const configurations = distributionConfigurations(context);
  if (configurations.has(arn)) throw alreadyExists('DistributionConfiguration', arn);
  const date = isoTime(context.now);
  const tags = textMapOf(input.tags);
  configurations.set(arn, { ...settingsOf(input), arn, name, dateCreated: date, dateUpdated: date, tags });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    distributionConfigurationArn: arn,
  };
};

const getDistributionConfiguration: Operation = (input, context) => ({
  requestId: context.requestId,
  distributionConfiguration: requireConfiguration(
    distributionConfigurations(context),
    textOf(input.distributionConfigurationArn),
  ),
});

const updateDistributionConfiguration: Operation = (input, context) => {
  const configurations = distributionConfigurations(context);
  const { arn, name, dateCreated, tags } = requireConfiguration(
    configurations,
    textOf(input.distributionConfigurationArn),
  );
  configurations.set(arn, {
    ...settingsOf(input),
    arn,
    name,
    dateCreated,
    dateUpdated: isoTime(context.now),
    tags,
  });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    distributionConfigurationArn: arn,
  };
};

const deleteDistributionConfiguration: Operation = (input, context) => {
  const arn = textOf(input.distributionConfigurationArn) ?? '';
  deleteConfiguration(distributionConfigurations(context), arn, context);
  return { requestId: context.requestId, distributionConfigurationArn: arn };
};

const listDistributionConfigurations: Operation = (input, context) => {
  const all = [...distributionConfigurations(context).values()];
  const page = listPage('distribution-configurations', all, input, { name: (configuration) => configuration.name });
  return {
    requestId: context.requestId,
    distributionConfigurationSummaryList: page.items.map((configuration) => ({
      ...pick(configuration, ['arn', 'name', 'description', 'dateCreated', 'dateUpdated', 'tags']),
      regions: regionsOf(configuration),
    })),
    nextToken: page.nextToken,
  };
};

export const distributionConfigurationOperations: Readonly<Record<string, Operation>> = {
  CreateDistributionConfiguration: idempotent('CreateDistributionConfiguration', createDistributionConfiguration),
  GetDistributionConfiguration: getDistributionConfiguration,
  UpdateDistributionConfiguration: idempotent('UpdateDistributionConfiguration', updateDistributionConfiguration),
  DeleteDistributionConfiguration: deleteDistributionConfiguration,
  ListDistributionConfigurations: listDistributionConfigurations,
};
