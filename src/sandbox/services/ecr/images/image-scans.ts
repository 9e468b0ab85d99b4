import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structureOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { fault } from '../faults.ts';
import { repositoryAsked, setImage } from '../repositories/repository-store.ts';
import { requiredImage } from './images.ts';
import { scanStatus } from './scan-status.ts';

export function startImageScan(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const imageId = structureOf(input.imageId);
  const image = { ...requiredImage(registry, name, imageId), scanned: context.now };
  setImage(registry, image);
  return {
    registryId: registry.account,
    repositoryName: name,
    imageId: present({ imageDigest: image.digest, imageTag: imageId.imageTag }),
    imageScanStatus: { status: 'IN_PROGRESS' },
  };
}

/** Nothing is ever found in the sandbox's images. */
export function describeImageScanFindings(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, name } = repositoryAsked(input, context);
  const imageId = structureOf(input.imageId);
  const image = requiredImage(registry, name, imageId);
  const status = scanStatus(image, context.clock);
  if (status === undefined || image.scanned === undefined) {
    throw fault('ScanNotFoundException', messages.noScan(image.digest, name, registry.account));
  }
  const completed = isoTime(image.scanned);
  return {
    registryId: registry.account,
    repositoryName: name,
    imageId: present({ imageDigest: image.digest, imageTag: imageId.imageTag }),
    imageScanStatus: status,
    imageScanFindings:
      status.status === 'COMPLETE'
        ? {
            imageScanCompletedAt: completed,
            vulnerabilitySourceUpdatedAt: completed,
            findings: [],
            findingSeverityCounts: {},
          }
        : undefined,
  };
}
