import { flagOf, pick } from '../../../kit/members.ts';
import { configurationOperations } from '../configurations/configuration-operations.ts';
import { infrastructureConfigurations } from '../tables.ts';

export const infrastructureConfigurationOperations = configurationOperations({
  noun: 'InfrastructureConfiguration',
  inArn: 'infrastructure-configuration',
  member: 'infrastructureConfiguration',
  table: infrastructureConfigurations,
  settingsOf: (input) => ({
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
  }),
  summaryOf: (configuration) =>
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
});
