import type { Clock, SandboxState } from '../service.ts';
import { ensurePublicImages } from '../services/ec2/images/public/public-images.ts';
import {
  type BlockPublicAccess,
  blockPublicAccessKey,
  blockPublicAccessTable,
} from '../services/ec2/images/settings/block-public-access.ts';
import { demoImages } from './demo-images.ts';
import { demoAccounts, demoRegions } from './estate.ts';
import { seedBelongings } from './seed-belongings.ts';
import { seedImageBuilder } from './seed-image-builder.ts';
import { seedImage } from './seed-images.ts';
import { seedInstances } from './seed-instances.ts';
import { seedLifecycle } from './seed-lifecycle.ts';
import { seedOrganization } from './seed-organization.ts';
import { seedRecycleBin } from './seed-recycle-bin.ts';
import { seedSagemaker } from './seed-sagemaker.ts';

/**
 * Fills an empty sandbox with the estate of a company that runs on images: two accounts, four regions, pipelines with their past, and what collects over
 * the years. The same every time but for the clock: all times are relative to now.
 *
 * @example
 * const sandbox = createSandbox({ populate: seedDemo });
 */
export function seedDemo(state: SandboxState, clock: Pick<Clock, 'now'>): void {
  const now = clock.now();
  for (const region of demoRegions) {
    ensurePublicImages(state, region, now);
    const place = { account: demoAccounts.build, region };
    state.table<BlockPublicAccess>(place, blockPublicAccessTable).set(blockPublicAccessKey, 'unblocked');
  }
  seedImageBuilder(state, now);
  for (const image of demoImages(now)) seedImage(state, image, now);
  seedInstances(state, now);
  seedSagemaker(state, now);
  seedOrganization(state, now);
  // After the instances, one of whose images is deregistered for good.
  seedRecycleBin(state, now);
  seedBelongings(state, now);
  seedLifecycle(state, now);
}
