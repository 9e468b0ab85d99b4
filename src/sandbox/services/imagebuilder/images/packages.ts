import { flagOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import { invalidRequest } from '../faults.ts';
import { pageOf } from '../pages.ts';
import { readImage } from './images.ts';

/** What a build instance of each operating system reports, by the start of its osVersion. */
const packagesOf: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'Amazon Linux 2023': [
    ['amazon-ssm-agent', '3.3.3050.0'],
    ['bash', '5.2.15'],
    ['curl-minimal', '8.11.1'],
    ['glibc', '2.34'],
    ['kernel', '6.1.155'],
    ['openssh-server', '8.7p1'],
    ['openssl', '3.2.2'],
    ['systemd', '252.23'],
  ],
  'Amazon Linux 2': [
    ['amazon-ssm-agent', '3.3.2299.0'],
    ['bash', '4.2.46'],
    ['curl', '8.3.0'],
    ['glibc', '2.26'],
    ['kernel', '5.10.245'],
    ['openssh-server', '7.4p1'],
    ['openssl', '1.0.2k'],
    ['systemd', '219'],
  ],
  Ubuntu: [
    ['amazon-ssm-agent', '3.3.3050.0'],
    ['bash', '5.1-6ubuntu1.1'],
    ['curl', '7.81.0-1ubuntu1.20'],
    ['libc6', '2.35-0ubuntu3.11'],
    ['linux-image-aws', '6.8.0-1040.42'],
    ['openssh-server', '1:8.9p1-3ubuntu0.13'],
    ['openssl', '3.0.2-0ubuntu1.20'],
    ['systemd', '249.11-0ubuntu3.16'],
  ],
  'Microsoft Windows': [
    ['Amazon SSM Agent', '3.3.3050.0'],
    ['AWS PV Drivers', '8.6.0'],
    ['EC2Launch', '2.1.1'],
  ],
};

const listImagePackages: Operation = (input, context) => {
  const { record: image } = readImage(context, textOf(input.imageBuildVersionArn) ?? '');
  const isCollected = flagOf(image.details.enhancedImageMetadataEnabled) ?? false;
  if (image.end?.state.status === 'FAILED')
    throw invalidRequest(`The image '${image.arn}' failed to build; it has no package list.`);
  const found = Object.entries(packagesOf).find(([system]) => image.osVersion.startsWith(system))?.[1] ?? [];
  const page = pageOf('image-packages', isCollected && image.end ? found : [], input);
  return {
    requestId: context.requestId,
    imagePackageList: page.items.map(([packageName, packageVersion]) => ({ packageName, packageVersion })),
    nextToken: page.nextToken,
  };
};

export const packageOperations: Readonly<Record<string, Operation>> = { ListImagePackages: listImagePackages };
