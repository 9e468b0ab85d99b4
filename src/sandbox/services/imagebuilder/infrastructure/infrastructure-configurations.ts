import { flagOf, pick, textMapOf } from '../../../kit/members.ts';
import { messages } from '../assumptions.ts';
import { configurationOperations } from '../configurations/configuration-operations.ts';
import { invalidValue } from '../faults.ts';
import { infrastructureConfigurations } from '../tables.ts';

/** "Tag keys can't begin with aws: or match one of the following reserved keys" (model). */
function isReserved(key: string): boolean {
  return key.startsWith('aws:') || ['CreatedBy', 'Ec2ImageBuilderArn', 'Name', 'Tags'].includes(key);
}

export const infrastructureConfigurationOperations = configurationOperations({
  noun: 'InfrastructureConfiguration',
  inArn: 'infrastructure-configuration',
  member: 'infrastructureConfiguration',
  table: infrastructureConfigurations,
  settingsOf(input) {
    const reserved = Object.keys(textMapOf(input.resourceTags)).find(isReserved);
    if (reserved !== undefined) throw invalidValue('resourceTags', messages.reservedTag(reserved));
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
        'parentInstance',
        'terminateInstanceOnCompletion',
      ]),
      terminateInstanceOnFailure: flagOf(input.terminateInstanceOnFailure) ?? true,
    };
  },
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
