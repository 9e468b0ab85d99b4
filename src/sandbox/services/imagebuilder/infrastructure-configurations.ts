import type { WireStructure } from '../../../aws/service-model.ts';
import { flagOf, isoTime, textOf } from '../members.ts';
import { arnOf } from './arns.ts';
import { deleteConfiguration, requireConfiguration } from './configurations.ts';
import { alreadyExists } from './faults.ts';
import { listPage } from './filters.ts';
import { idempotent, type Operation } from './idempotency.ts';
import { pick, textMapOf } from './members.ts';
import { infrastructureConfigurations } from './tables.ts';

/** What an update replaces; what it leaves out goes back to its default. */
function settingsOf(input: WireStructure): WireStructure {
  return {
    ...pick(input, [
      'description',
      'instanceTypes',
      'instanceProfileName',
      'securityGroupIds',
      'subnetId',
      'logging',
      'keyPair',
      'snsTopicArn',
      'resourceTags',
      'instanceMetadataOptions',
      'placement',
    ]),
    terminateInstanceOnFailure: flagOf(input.terminateInstanceOnFailure) ?? true,
  };
}

const createInfrastructureConfiguration: Operation = (input, context) => {
  const name = textOf(input.name) ?? '';
  const arn = arnOf(context, 'infrastructure-configuration', name);
  const configurations = infrastructureConfigurations(context);
  if (configurations.has(arn)) throw alreadyExists('InfrastructureConfiguration', arn);
  const date = isoTime(context.now);
  const tags = textMapOf(input.tags);
  configurations.set(arn, { ...settingsOf(input), arn, name, dateCreated: date, dateUpdated: date, tags });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    infrastructureConfigurationArn: arn,
  };
};

const getInfrastructureConfiguration: Operation = (input, context) => ({
  requestId: context.requestId,
  infrastructureConfiguration: requireConfiguration(
    infrastructureConfigurations(context),
    textOf(input.infrastructureConfigurationArn),
  ),
});

const updateInfrastructureConfiguration: Operation = (input, context) => {
  const configurations = infrastructureConfigurations(context);
  const { arn, name, dateCreated, tags } = requireConfiguration(
    configurations,
    textOf(input.infrastructureConfigurationArn),
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
    infrastructureConfigurationArn: arn,
  };
};

const deleteInfrastructureConfiguration: Operation = (input, context) => {
  const arn = textOf(input.infrastructureConfigurationArn) ?? '';
  deleteConfiguration(infrastructureConfigurations(context), arn, context);
  return { requestId: context.requestId, infrastructureConfigurationArn: arn };
};

const listInfrastructureConfigurations: Operation = (input, context) => {
  const all = [...infrastructureConfigurations(context).values()];
  const page = listPage('infrastructure-configurations', all, input, { name: (configuration) => configuration.name });
  return {
    requestId: context.requestId,
    infrastructureConfigurationSummaryList: page.items.map((configuration) =>
      pick(configuration, [
        'arn',
        'name',
        'description',
        'dateCreated',
        'dateUpdated',
        'resourceTags',
        'tags',
        'instanceTypes',
        'instanceProfileName',
        'placement',
      ]),
    ),
    nextToken: page.nextToken,
  };
};

export const infrastructureConfigurationOperations: Readonly<Record<string, Operation>> = {
  CreateInfrastructureConfiguration: idempotent('CreateInfrastructureConfiguration', createInfrastructureConfiguration),
  GetInfrastructureConfiguration: getInfrastructureConfiguration,
  UpdateInfrastructureConfiguration: idempotent('UpdateInfrastructureConfiguration', updateInfrastructureConfiguration),
  DeleteInfrastructureConfiguration: deleteInfrastructureConfiguration,
  ListInfrastructureConfigurations: listInfrastructureConfigurations,
};
