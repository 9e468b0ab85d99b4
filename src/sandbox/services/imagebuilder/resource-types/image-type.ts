import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { RequestContext, ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { settleImage } from '../builds/settle-image.ts';
import { startBuild } from '../builds/start-build.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { imageStructure } from '../images/image-view.ts';
import { cancelImage } from '../images/images.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import { runPipeline } from '../pipelines/image-pipelines.ts';
import { deletePolicy } from '../sharing/policies.ts';
import { setTags } from '../tags.ts';
import { fromProperties, propertiesOf } from './properties.ts';
import { isInModel, latestVersion } from './simple-type.ts';
import { creationOf, missing } from './steps.ts';

/**
 * AWS::ImageBuilder::Image. Its create handler waits for the build, as AWS's does: the request stays in progress until
 * the image is AVAILABLE. `ImagePipelineExecutionSettings` starts the pipeline of that deployment instead.
 */
export const imageType: ResourceHandler = {
  create: (properties, context) =>
    creationOf('AWS::ImageBuilder::Image', () => {
      const image = begin(fromProperties(properties), context);
      return { status: 'IN_PROGRESS', identifier: image.arn };
    }),
  read(identifier, context) {
    const image = findImage(identifier, context);
    return image && imageProperties(image, context);
  },
  update(identifier, properties, _previous, context) {
    if (!findImage(identifier, context)) return missing('UPDATE', 'Image', identifier);
    setTags(context, identifier, textMapOf(properties.Tags));
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const image = findImage(identifier, context);
    if (!image) return missing('DELETE', 'Image', identifier);
    if (image.end) {
      forget(identifier, context);
      return { status: 'SUCCESS', identifier };
    }
    cancelImage(context, image);
    return { status: 'IN_PROGRESS', identifier };
  },
  continue({ operation, identifier = '' }, context) {
    if (operation !== 'DELETE') return creationStep(identifier, context);
    forget(identifier, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (model, context) =>
    [...imageBuilds(context).values()]
      .filter((image) => isInModel({ arn: image.arn }, model))
      .map((image) => ({ Arn: image.arn, Name: image.name })),
};

function begin(input: WireStructure, context: RequestContext): ImageBuild {
  const deployment = textOf(structureOf(input.imagePipelineExecutionSettings).deploymentId);
  const pipeline = [...imagePipelines(context).values()].find((each) => each.deploymentId === deployment);
  return deployment !== undefined && pipeline
    ? runPipeline(context, pipeline, 'USER_INITIATED', input)
    : startBuild(context, { settings: input, tags: textMapOf(input.tags), buildType: 'USER_INITIATED' });
}

function forget(arn: string, context: RequestContext): void {
  imageBuilds(context).delete(arn);
  deletePolicy(context, arn);
}

function findImage(arn: string, context: RequestContext): ImageBuild | undefined {
  const image = imageBuilds(context).get(arn);
  return image && settleImage(context, image);
}

function creationStep(identifier: string, context: RequestContext): ResourceStep {
  const image = findImage(identifier, context);
  const failed = (message: string): ResourceStep => ({
    status: 'FAILED',
    errorCode: 'GeneralServiceException',
    message,
    identifier,
  });
  if (!image) return failed('Image creation is cancelled.');
  const state = image.end?.state;
  if (!state) return { status: 'IN_PROGRESS', identifier };
  if (state.status === 'CANCELLED') return failed('Image creation is cancelled.');
  return state.status === 'FAILED' ? failed(state.reason ?? '') : { status: 'SUCCESS', identifier };
}

function imageProperties(image: ImageBuild, context: RequestContext): ResourceProperties {
  const native = imageStructure(image, context);
  const arnIn = (member: string) => structureOf(native[member]).arn;
  const references = Object.entries({
    ImageRecipeArn: arnIn('imageRecipe'),
    ContainerRecipeArn: arnIn('containerRecipe'),
    InfrastructureConfigurationArn: arnIn('infrastructureConfiguration'),
    DistributionConfigurationArn: arnIn('distributionConfiguration'),
    ImageId: image.end?.outputResources.amis?.find((ami) => ami.region === context.region)?.image,
    ImageUri: imageUri(image, context.region),
  });
  return {
    ...propertiesOf(native, [
      'arn',
      'name',
      'imageTestsConfiguration',
      'enhancedImageMetadataEnabled',
      'imageScanningConfiguration',
      'executionRole',
      'workflows',
      'loggingConfiguration',
      'tags',
    ]),
    ...Object.fromEntries(references.filter(([, value]) => value !== undefined)),
    LatestVersion: latestVersion(image.arn),
  };
}

/** The URI whose tag is the version and build, among those of this region. */
function imageUri(image: ImageBuild, region: string): string | undefined {
  return image.end?.outputResources.containers
    ?.find((container) => container.region === region)
    ?.imageUris.find((uri) => uri.endsWith(`:${image.version}-${image.build}`));
}
