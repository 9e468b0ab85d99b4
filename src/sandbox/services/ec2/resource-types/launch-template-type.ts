import { present, structureOf, textOf } from '../../../kit/members.ts';
import type { ResourceHandler } from '../../../service.ts';
import { launchTemplateById, launchTemplateVersion } from '../launch-templates/launch-template-lookup.ts';
import { launchTemplates } from '../launch-templates/launch-template-record.ts';
import { createLaunchTemplateVersion } from '../launch-templates/launch-template-versions.ts';
import { createLaunchTemplate, deleteLaunchTemplate } from '../launch-templates/launch-templates.ts';
import { changedProperties } from './changed-properties.ts';

/** AWS::EC2::LaunchTemplate. A change of its data is a new version, which does not become the default one. */
export const launchTemplateType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.LaunchTemplateName) ?? context.state.identifier('LaunchTemplate-', 12);
    const { LaunchTemplate } = createLaunchTemplate({ ...properties, LaunchTemplateName: name }, context);
    return { status: 'SUCCESS', identifier: textOf(structureOf(LaunchTemplate).LaunchTemplateId) ?? '' };
  },
  read(identifier, context) {
    const record = launchTemplates(context).get(identifier);
    if (record === undefined) return undefined;
    const { template } = record;
    const { data, description } = launchTemplateVersion(record, '$Latest', context);
    return present({
      LaunchTemplateId: template.LaunchTemplateId,
      LaunchTemplateName: template.LaunchTemplateName,
      DefaultVersionNumber: String(template.DefaultVersionNumber),
      LatestVersionNumber: String(template.LatestVersionNumber),
      LaunchTemplateData: data,
      VersionDescription: description,
      TagSpecifications: template.Tags && [{ ResourceType: 'launch-template', Tags: template.Tags }],
    });
  },
  update(identifier, properties, previous, context) {
    launchTemplateById(identifier, context);
    const [changed] = changedProperties(previous, properties, [
      'LaunchTemplateData',
      'VersionDescription',
      'TagSpecifications',
    ]);
    if (changed !== undefined) {
      const { LaunchTemplateData, VersionDescription } = properties;
      createLaunchTemplateVersion(
        present({ LaunchTemplateId: identifier, LaunchTemplateData, VersionDescription }),
        context,
      );
    }
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    deleteLaunchTemplate({ LaunchTemplateId: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_, context) =>
    [...launchTemplates(context).values()].map(({ template }) => ({ LaunchTemplateId: template.LaunchTemplateId })),
};
