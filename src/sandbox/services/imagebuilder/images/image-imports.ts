import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structureOf, structuresOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { arnOf, nameInArn } from '../arns.ts';
import { messages, versionOfDistributedAmi } from '../assumptions.ts';
import { checkLogGroups, enterBuild } from '../builds/start-build.ts';
import { callEc2 } from '../call-service.ts';
import { requireConfiguration } from '../configurations/configurations.ts';
import { invalidValue } from '../faults.ts';
import { idempotent } from '../idempotency.ts';
import { findAmi, resolveParent } from '../recipes/parent-images.ts';
import { distributionConfigurations, infrastructureConfigurations, nextBuild } from '../tables.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import type { BuildStage, ImageBuild } from './image-record.ts';
import { requireImage } from './images.ts';

type Origin = Pick<
  ImageBuild,
  'name' | 'version' | 'type' | 'platform' | 'osVersion' | 'architecture' | 'details' | 'parentAmi'
>;

/** An image that no recipe builds. */
function enterImage(
  context: RequestContext,
  input: WireStructure,
  origin: Origin,
  stages: readonly BuildStage[],
): ImageBuild {
  checkLogGroups(input);
  const version = arnOf(context, 'image', origin.name, origin.version);
  const build = nextBuild(context, version);
  const logGroup = textOf(structureOf(input.loggingConfiguration).logGroupName);
  return enterBuild(context, {
    ...origin,
    arn: `${version}/${build}`,
    build,
    details: present({
      ...origin.details,
      dateCreated: isoTime(context.now),
      executionRole: input.executionRole,
      loggingConfiguration: { logGroupName: logGroup ?? `/aws/imagebuilder/${nameInArn(origin.name)}` },
    }),
    tags: textMapOf(input.tags),
    pipelineArn: undefined,
    start: context.now,
    stages,
    end: undefined,
  });
}

function importImage(
  context: RequestContext,
  input: WireStructure,
  details: WireStructure,
  parentAmi?: string,
): ImageBuild {
  const platform = textOf(input.platform) ?? 'Linux';
  const origin: Origin = {
    name: textOf(input.name) ?? '',
    version: requestedVersion(input, []),
    type: 'AMI',
    platform,
    osVersion: textOf(input.osVersion) ?? platform,
    architecture: 'x86_64',
    details: { ...details, imageSource: 'IMPORTED' },
    parentAmi,
  };
  return enterImage(context, input, origin, ['PENDING', 'CREATING', 'INTEGRATING']);
}

/** The AMI that a VM import task of EC2's made, which the image is a copy of; the sandbox takes any task id. */
function importedAmi(context: RequestContext, task: string): string | undefined {
  try {
    const [found] = structuresOf(
      callEc2('DescribeImportImageTasks', { ImportTaskIds: [task] }, context).ImportImageTasks,
    );
    return textOf(found?.ImageId);
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
    return undefined;
  }
}

const importVmImage: Operation = (input, context) => {
  const ami = importedAmi(context, textOf(input.vmImportTaskId) ?? '');
  const { arn } = importImage(context, input, { buildType: 'IMPORT' }, ami);
  return { requestId: context.requestId, imageArn: arn, clientToken: input.clientToken };
};

const importDiskImage: Operation = (input, context) => {
  if (!/\.(?:iso|ISO|Iso)$/.test(textOf(input.uri) ?? '')) throw invalidValue('uri', messages.isoExpected);
  const infrastructureConfiguration = requireConfiguration(
    infrastructureConfigurations(context),
    textOf(input.infrastructureConfigurationArn),
  );
  const { arn } = importImage(context, input, { buildType: 'IMPORT_ISO', infrastructureConfiguration });
  return { clientToken: input.clientToken, imageBuildVersionArn: arn };
};

/** Brings an image, or an AMI, to where a distribution configuration says: a build of distribution alone. */
const distributeImage: Operation = (input, context) => {
  const source = textOf(input.sourceImage) ?? '';
  const distributionConfiguration = requireConfiguration(
    distributionConfigurations(context),
    textOf(input.distributionConfigurationArn),
  );
  const origin = source.startsWith('arn:') ? imageOrigin(context, source) : amiOrigin(context, source);
  const details = { ...origin.details, distributionConfiguration, buildType: 'USER_INITIATED' };
  const { arn } = enterImage(context, input, { ...origin, details }, ['PENDING', 'DISTRIBUTING', 'INTEGRATING']);
  return { clientToken: input.clientToken, imageBuildVersionArn: arn };
};

function imageOrigin(context: RequestContext, arn: string): Origin {
  const image = requireImage(context, arn);
  if (image.end?.state.status !== 'AVAILABLE')
    throw invalidValue('sourceImage', `The image '${arn}' must be in status 'AVAILABLE'.`);
  const parentAmi = image.end.outputResources.amis?.find((ami) => ami.region === context.region)?.image;
  return { ...image, parentAmi, details: { ...image.details, workflows: undefined } };
}

function amiOrigin(context: RequestContext, ami: string): Origin {
  const parent = resolveParent(context, ami);
  return {
    name: findAmi(context, ami)?.image.Name ?? ami,
    version: versionOfDistributedAmi,
    type: 'AMI',
    platform: parent.platform,
    osVersion: parent.osVersion,
    architecture: parent.architecture,
    details: { imageSource: parent.imageSource },
    parentAmi: parent.ami,
  };
}

export const imageImportOperations: Readonly<Record<string, Operation>> = {
  ImportVmImage: idempotent('ImportVmImage', importVmImage),
  ImportDiskImage: idempotent('ImportDiskImage', importDiskImage),
  DistributeImage: idempotent('DistributeImage', distributeImage),
};
