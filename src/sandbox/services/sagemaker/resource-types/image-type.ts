import { present, textOf } from '../../../kit/members.ts';
import { alreadyExists, failed, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { imageStatusOf, imagesOf, imageWithArn, keyOf } from '../images/image-records.ts';
import { createImage, deleteImage, updateImage } from '../images/images.ts';
import { replaceTags } from '../tags.ts';
import { deletionStep, readOnlySet } from './steps.ts';

const type = 'AWS::SageMaker::Image';

export const imageType: ResourceHandler = {
  create(properties, context) {
    if (properties.ImageArn !== undefined) return readOnlySet(['ImageArn']);
    const existing = imagesOf(context).get(keyOf(textOf(properties.ImageName) ?? ''));
    if (existing) return alreadyExists(type, existing.image.ImageArn);
    const answer = createImage({ ...inputOf(properties), Tags: properties.Tags }, context);
    return settlingStep(textOf(answer.ImageArn) ?? '', context);
  },
  read(identifier, context) {
    const record = imageWithArn(identifier, context);
    if (!record) return undefined;
    const { ImageName, ImageArn, RoleArn, DisplayName, Description } = record.image;
    return present({
      ImageName,
      ImageArn,
      ImageRoleArn: RoleArn,
      ImageDisplayName: DisplayName,
      ImageDescription: Description,
      Tags: record.tags.length > 0 ? record.tags : undefined,
    });
  },
  update(identifier, properties, _previous, context) {
    const record = imageWithArn(identifier, context);
    if (!record) return notFound(type, identifier);
    const unwanted = [
      ...(properties.ImageDisplayName === undefined ? ['DisplayName'] : []),
      ...(properties.ImageDescription === undefined ? ['Description'] : []),
    ];
    const input = { ...inputOf(properties), ImageName: record.image.ImageName, DeleteProperties: unwanted };
    updateImage(input, context);
    replaceTags(identifier, properties.Tags, context);
    return settlingStep(identifier, context);
  },
  delete(identifier, context) {
    const record = imageWithArn(identifier, context);
    if (!record) return notFound(type, identifier);
    deleteImage({ ImageName: record.image.ImageName }, context);
    return deletionStep(identifier, imageWithArn(identifier, context) !== undefined);
  },
  continue: ({ operation, identifier = '' }, context) =>
    operation === 'DELETE'
      ? deletionStep(identifier, imageWithArn(identifier, context) !== undefined)
      : settlingStep(identifier, context),
  list: (_model, context) => [...imagesOf(context).values()].map(({ image }) => ({ ImageArn: image.ImageArn })),
};

function inputOf(properties: ResourceProperties) {
  return {
    ImageName: properties.ImageName,
    RoleArn: properties.ImageRoleArn,
    DisplayName: properties.ImageDisplayName,
    Description: properties.ImageDescription,
  };
}

function settlingStep(arn: string, context: RequestContext): ResourceStep {
  const record = imageWithArn(arn, context);
  if (!record) return notFound(type, arn);
  const status = imageStatusOf(record, context.clock);
  if (status === 'CREATING' || status === 'UPDATING') return { status: 'IN_PROGRESS', identifier: arn };
  if (status === 'CREATED') return { status: 'SUCCESS', identifier: arn };
  return failed('NotStabilized', record.image.FailureReason ?? `Image is in status ${status}.`, arn);
}
