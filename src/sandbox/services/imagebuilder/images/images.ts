import { textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { amazonImages } from '../amazon-managed.ts';
import { isAmazonArn } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { elapsedOf, openWaits } from '../builds/build-time.ts';
import { endImage, settleImage } from '../builds/settle-image.ts';
import { enterRetry, startBuild } from '../builds/start-build.ts';
import { hasDependents, invalidValue, notFound } from '../faults.ts';
import { idempotent } from '../idempotency.ts';
import { deletePolicy, isShared } from '../sharing/policies.ts';
import { isOfOtherAccount, type SharedRecord, sharedRecords } from '../sharing/sharing.ts';
import { findVersion } from '../versions/version-lookup.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { type ImageBuild, imageBuilds } from './image-record.ts';
import { hasEnded, standingOf } from './image-state.ts';
import { imageStructure } from './image-view.ts';

/** The build that an ARN means, settled; throws ResourceNotFoundException. */
export function requireImage(context: RequestContext, arn: string): ImageBuild {
  const found =
    imageBuilds(context).get(arn) ?? findVersion(imageBuilds(context).values(), arn, 'imageBuildVersionArn');
  if (!found) throw notFound(arn);
  return settleImage(context, found);
}

/** The build that an ARN means, the account's own or one that is shared with it, with the context that it is read in. */
export function readImage(context: RequestContext, arn: string): SharedRecord<ImageBuild> {
  if (!isOfOtherAccount(context, arn)) return { record: requireImage(context, arn), context };
  const shared = sharedRecords(context, 'image', imageBuilds);
  const found = findVersion(
    shared.map(({ record }) => record),
    arn,
    'imageBuildVersionArn',
  );
  const owner = shared.find(({ record }) => record === found)?.context;
  if (!found || !owner) throw notFound(arn);
  return { record: settleImage(owner, found), context: owner };
}

const createImage: Operation = (input, context) => {
  const { arn } = startBuild(context, { settings: input, tags: textMapOf(input.tags), buildType: 'USER_INITIATED' });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    imageBuildVersionArn: arn,
    latestVersionReferences: latestVersionReferences(arn),
  };
};

const getImage: Operation = (input, context) => {
  const arn = textOf(input.imageBuildVersionArn) ?? '';
  if (isAmazonArn(arn)) return getAmazonImage(context, arn);
  const { record: image, context: owner } = readImage(context, arn);
  return {
    requestId: context.requestId,
    image: imageStructure(image, owner),
    latestVersionReferences: latestVersionReferences(image.arn),
  };
};

function getAmazonImage(context: RequestContext, arn: string): ReturnType<Operation> {
  const found = findVersion(amazonImages(context), arn, 'imageBuildVersionArn');
  if (!found) throw notFound(arn);
  const { ami, architecture: _, ...members } = found;
  return {
    requestId: context.requestId,
    image: {
      ...members,
      version: `${found.version}/1`,
      state: { status: 'AVAILABLE' },
      outputResources:
        found.type === 'AMI' ? { amis: [{ region: context.region, image: ami, name: found.name }] } : { amis: [] },
      buildType: 'SCHEDULED',
      imageSource: 'AMAZON_MANAGED',
      tags: {},
    },
    latestVersionReferences: latestVersionReferences(found.arn),
  };
}

/** Ends a running build; throws InvalidParameterValueException when it has ended. */
export function cancelImage(context: RequestContext, image: ImageBuild): ImageBuild {
  const { state } = image.end ?? standingOf(image, context.clock);
  if (image.end || hasEnded(state))
    throw invalidValue('imageBuildVersionArn', messages.notCancellable(image.arn, state.status));
  const cancelled = { status: 'CANCELLED', reason: 'Image creation is cancelled.' } as const;
  const [wait] = openWaits(image, context.clock);
  // A step that waits has begun: the millisecond tells it from one that would have begun just then.
  const elapsed = wait ? wait.offset + 1 : elapsedOf(image, context.clock);
  return endImage(context, image, { state: cancelled, at: context.now, elapsed, outputResources: { amis: [] } });
}

const cancelImageCreation: Operation = (input, context) => {
  const { arn } = cancelImage(context, requireImage(context, textOf(input.imageBuildVersionArn) ?? ''));
  return { requestId: context.requestId, clientToken: input.clientToken, imageBuildVersionArn: arn };
};

/** Forgets an image; its AMIs stay. Throws ResourceDependencyException while it is being built. */
const deleteImage: Operation = (input, context) => {
  const image = requireImage(context, textOf(input.imageBuildVersionArn) ?? '');
  if (!image.end || isShared(context, image.arn)) throw hasDependents(image.arn);
  imageBuilds(context).delete(image.arn);
  deletePolicy(context, image.arn);
  return { requestId: context.requestId, imageBuildVersionArn: image.arn };
};

const retryImage: Operation = (input, context) => {
  const image = requireImage(context, textOf(input.imageBuildVersionArn) ?? '');
  if (image.end?.state.status !== 'FAILED' && image.end?.state.status !== 'CANCELLED') {
    const { status } = image.end?.state ?? standingOf(image, context.clock).state;
    throw invalidValue('imageBuildVersionArn', messages.notRetryable(image.arn, status));
  }
  if (image.type === 'DOCKER') throw invalidValue('imageBuildVersionArn', messages.containersNotRetried);
  enterRetry(context, image);
  return { clientToken: input.clientToken, imageBuildVersionArn: image.arn };
};

export const imageOperations: Readonly<Record<string, Operation>> = {
  CreateImage: idempotent('CreateImage', createImage),
  GetImage: getImage,
  CancelImageCreation: idempotent('CancelImageCreation', cancelImageCreation),
  DeleteImage: deleteImage,
  RetryImage: idempotent('RetryImage', retryImage),
};
