import type { WireStructure } from '../../aws/service-model.ts';
import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import { textOf } from '../kit/members.ts';
import type { Place, SandboxState } from '../service.ts';
import { imagebuilder } from '../services/imagebuilder/imagebuilder.ts';
import { applyLifecyclePolicy } from '../services/imagebuilder/lifecycle/apply-lifecycle-policy.ts';
import { lifecyclePolicies } from '../services/imagebuilder/lifecycle/lifecycle-record.ts';
import { demoAccounts } from './estate.ts';
import { day } from './seed-context.ts';

/** A lifecycle policy that ran once. It is disabled by now, so that nothing of the estate goes while somebody looks at it. */
export function seedLifecycle(state: SandboxState, now: number): void {
  const place: Place = { account: demoAccounts.build, region: 'us-east-1' };
  const at = (daysAgo: number) => contextAt(state, place, now - daysAgo * day);
  const call = (operation: string, input: WireStructure, daysAgo: number) =>
    callOperation(imagebuilder, operation, { ...input, clientToken: state.uuid() }, at(daysAgo));
  const settings = {
    description: 'Deprecates golden images a year after they were made',
    executionRole: `arn:aws:iam::${place.account}:role/service-role/image-builder-lifecycle`,
    resourceType: 'AMI_IMAGE',
    policyDetails: [
      {
        action: { type: 'DEPRECATE', includeResources: { amis: true } },
        filter: { type: 'AGE', value: 12, unit: 'MONTHS' },
      },
    ],
    resourceSelection: { recipes: [{ name: 'golden-al2023-x86', semanticVersion: 'x.x.x' }] },
  };
  const tags = { team: 'platform', owner: 'platform@example.com' };
  const { lifecyclePolicyArn } = call(
    'CreateLifecyclePolicy',
    { ...settings, name: 'deprecate-golden-images', tags },
    40,
  );
  const policy = lifecyclePolicies(at(39)).get(textOf(lifecyclePolicyArn) ?? '');
  if (policy === undefined) throw new Error('The estate has no policy deprecate-golden-images.');
  applyLifecyclePolicy(at(39), policy);
  call('UpdateLifecyclePolicy', { ...settings, lifecyclePolicyArn, status: 'DISABLED' }, 38);
}
