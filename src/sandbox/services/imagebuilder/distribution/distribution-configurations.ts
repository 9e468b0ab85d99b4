import type { WireStructure } from '../../../../aws/service-model.ts';
import { pick, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { defaultDistributionTimeoutMinutes, messages } from '../assumptions.ts';
import { configurationOperations } from '../configurations/configuration-operations.ts';
import { invalidCombination, invalidValue } from '../faults.ts';
import { distributionConfigurations } from '../tables.ts';
import { hasBuildDate } from './ami-name.ts';

export const distributionConfigurationOperations = configurationOperations({
  noun: 'DistributionConfiguration',
  inArn: 'distribution-configuration',
  member: 'distributionConfiguration',
  table: distributionConfigurations,
  settingsOf(input) {
    const regions = regionsOf(input);
    const twice = regions.find((region, index) => regions.indexOf(region) !== index);
    if (twice !== undefined) throw invalidCombination('distributions', messages.distributionTwice(twice));
    for (const { amiDistributionConfiguration } of structuresOf(input.distributions)) {
      const name = textOf(structureOf(amiDistributionConfiguration).name);
      if (name !== undefined && !hasBuildDate(name))
        throw invalidValue('distributions.amiDistributionConfiguration.name', messages.nameWithoutDate);
    }
    return { ...pick(input, ['description', 'distributions']), timeoutMinutes: defaultDistributionTimeoutMinutes };
  },
  summaryOf: (configuration) => ({
    ...pick(configuration, ['arn', 'name', 'description', 'dateCreated', 'dateUpdated', 'tags']),
    regions: regionsOf(configuration),
  }),
});

function regionsOf(structure: WireStructure): readonly string[] {
  return structuresOf(structure.distributions).map((distribution) => textOf(distribution.region) ?? '');
}
