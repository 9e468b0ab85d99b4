import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, pick, present, structureOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { failureContextOf } from './failure-context.ts';
import type { ImageBuild, ImageState } from './image-record.ts';
import { standingOf } from './image-state.ts';

/** The state of an image now. */
export function stateOf(image: ImageBuild, context: RequestContext): ImageState {
  return image.end?.state ?? standingOf(image, context.clock).state;
}

/** GetImage's `image`. */
export function imageStructure(image: ImageBuild, context: RequestContext): WireStructure {
  return present({
    ...image.details,
    arn: image.arn,
    type: image.type,
    name: image.name,
    version: `${image.version}/${image.build}`,
    platform: image.platform,
    osVersion: image.osVersion,
    state: present({ ...stateOf(image, context), failureContext: failureContextOf(image, context) }),
    outputResources: image.end?.outputResources ?? { amis: [] },
    tags: image.tags,
    scanState: scanStateOf(image, context),
    deprecationTime: image.deprecationTime,
    lifecycleExecutionId: image.lifecycleExecutionId,
  });
}

/** What lists of builds say of one. */
export function imageSummary(image: ImageBuild, context: RequestContext): WireStructure {
  return {
    ...pick(imageStructure(image, context), [
      'arn',
      'name',
      'type',
      'version',
      'platform',
      'osVersion',
      'state',
      'dateCreated',
      'outputResources',
      'tags',
      'buildType',
      'imageSource',
      'deprecationTime',
      'lifecycleExecutionId',
      'loggingConfiguration',
    ]),
    owner: context.account,
  };
}

/** A scan waits for the build, runs beside its tests and is complete with it. */
function scanStateOf(image: ImageBuild, context: RequestContext): WireStructure | undefined {
  if (!isScanned(image)) return undefined;
  const { status } = stateOf(image, context);
  switch (status) {
    case 'PENDING':
    case 'CREATING':
    case 'BUILDING':
      return { status: 'PENDING' };
    case 'TESTING':
      return { status: 'SCANNING' };
    case 'DISTRIBUTING':
    case 'INTEGRATING':
      return { status: 'COLLECTING' };
    case 'FAILED':
    case 'CANCELLED':
      return { status: 'ABANDONED', reason: `The image build ended in status '${status}'.` };
    default:
      return { status: 'COMPLETED', reason: 'The scan findings of the build instance were saved.' };
  }
}

export function isScanned(image: ImageBuild): boolean {
  return flagOf(structureOf(image.details.imageScanningConfiguration).imageScanningEnabled) ?? false;
}
