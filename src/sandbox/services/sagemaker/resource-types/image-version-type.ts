import { present, textOf, textsOf } from '../../../kit/members.ts';
import { failed, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { imageNamed, imagesOf, keyOf } from '../images/image-records.ts';
import { createImageVersion, deleteImageVersion, updateImageVersion } from '../images/image-versions.ts';
import { versionStatusOf, versionsOf, versionsTable } from '../images/version-store.ts';
import { deletionStep, readOnlySet } from './steps.ts';

const type = 'AWS::SageMaker::ImageVersion';
const readOnly = ['ImageVersionArn', 'ImageArn', 'Version', 'ContainerImage'];

export const imageVersionType: ResourceHandler = {
  create(properties, context) {
    const set = readOnly.filter((name) => properties[name] !== undefined);
    if (set.length > 0) return readOnlySet(set);
    const name = textOf(properties.ImageName) ?? '';
    if (!imagesOf(context).has(keyOf(name))) {
      return failed('InvalidRequest', `Image: [${name}] not found. Failed to create Image Version`);
    }
    const input = { ...properties, Alias: undefined, Aliases: aliasesOf(properties) };
    const answer = createImageVersion({ ...input, ClientToken: context.state.uuid() }, context);
    return settlingStep(textOf(answer.ImageVersionArn) ?? '', context);
  },
  read(identifier, context) {
    const record = versionsTable(context).get(identifier);
    if (!record) return undefined;
    const { CreationTime: _, LastModifiedTime: __, FailureReason: ___, ...version } = record.version;
    return present({ ImageName: record.imageName, ...version });
  },
  update(identifier, properties, _previous, context) {
    const record = versionsTable(context).get(identifier);
    if (!record) return notFound(type, identifier);
    const aliases = aliasesOf(properties);
    const aliasesGiven = properties.Alias !== undefined || properties.Aliases !== undefined;
    updateImageVersion(
      {
        ...properties,
        Alias: undefined,
        ImageName: record.imageName,
        Version: record.version.Version,
        AliasesToAdd: aliases.filter((alias) => !record.aliases.includes(alias)),
        AliasesToDelete: aliasesGiven ? record.aliases.filter((alias) => !aliases.includes(alias)) : [],
      },
      context,
    );
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const record = versionsTable(context).get(identifier);
    if (!record) return notFound(type, identifier);
    deleteImageVersion({ ImageName: record.imageName, Version: record.version.Version }, context);
    return deletionStep(identifier, versionsTable(context).has(identifier));
  },
  continue: ({ operation, identifier = '' }, context) =>
    operation === 'DELETE'
      ? deletionStep(identifier, versionsTable(context).has(identifier))
      : settlingStep(identifier, context),
  list(model, context) {
    const { image } = imageNamed(textOf(model.ImageName) ?? '', context);
    return versionsOf(image.ImageName, context).map(({ version }) => ({ ImageVersionArn: version.ImageVersionArn }));
  },
};

function aliasesOf(properties: ResourceProperties): readonly string[] {
  const alias = textOf(properties.Alias);
  return [...new Set([...(alias === undefined ? [] : [alias]), ...textsOf(properties.Aliases)])];
}

function settlingStep(arn: string, context: RequestContext): ResourceStep {
  const record = versionsTable(context).get(arn);
  if (!record) return notFound(type, arn);
  const status = versionStatusOf(record, context.clock);
  if (status === 'CREATING') return { status: 'IN_PROGRESS', identifier: arn };
  if (status === 'CREATED') return { status: 'SUCCESS', identifier: arn };
  return failed('NotStabilized', record.version.FailureReason ?? `ImageVersion is in status ${status}.`, arn);
}
