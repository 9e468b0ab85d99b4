import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import type { SandboxState } from '../service.ts';
import { ec2 } from '../services/ec2/ec2.ts';
import { type RetentionRule, retentionRulesTable } from '../services/rbin/retention-rule.ts';
import { demoAccounts } from './estate.ts';
import { day } from './seed-context.ts';
import { seedImage } from './seed-images.ts';

/** Images of production stay in the bin for two weeks, as one does that was deregistered too early. */
export function seedRecycleBin(state: SandboxState, now: number): void {
  const place = { account: demoAccounts.production, region: 'us-east-1' };
  const rule: RetentionRule = {
    identifier: 'Q5mVx8T2kRd',
    days: 14,
    description: 'Images of production',
    resourceType: 'EC2_IMAGE',
    tags: [{ Key: 'env', Value: 'production' }],
  };
  state.table<RetentionRule>(place, retentionRulesTable).set(rule.identifier, rule);
  const plan = {
    place,
    name: 'checkout-web-rollback',
    description: 'Kept in case the last release fails',
    daysAgo: 22,
    tags: { team: 'storefront', env: 'production', app: 'checkout-web', owner: 'storefront@example.com' },
  };
  const ImageId = seedImage(state, plan, now);
  callOperation(ec2, 'DeregisterImage', { ImageId }, contextAt(state, place, now - 3 * day));
}
