import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { mergeMappings, readMappings } from '../images/block-device-mappings.ts';
import { launchTemplateOf, launchTemplateVersion } from '../launch-templates/launch-template-lookup.ts';

/** The request to RunInstances with what its launch template says where it says nothing itself, and the tags that EC2 gives such instances. */
export function withLaunchTemplate(
  input: WireStructure,
  context: RequestContext,
): { readonly input: WireStructure; readonly tags: readonly Tag[] } {
  if (!isStructure(input.LaunchTemplate)) return { input, tags: [] };
  const record = launchTemplateOf(input.LaunchTemplate, context);
  const version = launchTemplateVersion(record, textOf(input.LaunchTemplate.Version), context);
  const { RamDiskId, BlockDeviceMappings, TagSpecifications, ...data } = version.data;
  return {
    input: {
      ...data,
      ...(RamDiskId === undefined ? {} : { RamdiskId: RamDiskId }),
      ...input,
      BlockDeviceMappings: mergeMappings(readMappings(BlockDeviceMappings), readMappings(input.BlockDeviceMappings)),
      TagSpecifications: [...structuresOf(TagSpecifications), ...structuresOf(input.TagSpecifications)],
    },
    tags: [
      { Key: 'aws:ec2launchtemplate:id', Value: record.template.LaunchTemplateId },
      { Key: 'aws:ec2launchtemplate:version', Value: String(version.number) },
    ],
  };
}
