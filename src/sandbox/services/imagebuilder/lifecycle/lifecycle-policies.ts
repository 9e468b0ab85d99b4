import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, pick, structureOf, structuresOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, dryRunSucceeded, invalidCombination, invalidValue, notFound } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { lifecyclePolicies, type PolicyRecord } from './lifecycle-record.ts';

function settingsOf(input: WireStructure): WireStructure {
  const selection = structureOf(input.resourceSelection);
  if ((selection.recipes === undefined) === (selection.tagMap === undefined))
    throw invalidCombination('resourceSelection', messages.selectionNeeded);
  for (const detail of structuresOf(input.policyDetails)) {
    const filter = structureOf(detail.filter);
    if (filter.type === 'AGE' && filter.unit === undefined) throw invalidCombination('filter', messages.ageNeedsUnit);
    const action = textOf(structureOf(detail.action).type) ?? '';
    if (input.resourceType === 'CONTAINER_IMAGE' && action !== 'DELETE')
      throw invalidCombination('policyDetails', messages.actionOfContainers(action));
  }
  return {
    ...pick(input, ['description', 'executionRole', 'resourceType', 'policyDetails', 'resourceSelection']),
  };
}

function requirePolicy(context: RequestContext, arn: string | undefined): PolicyRecord {
  const found = lifecyclePolicies(context).get(arn ?? '');
  if (!found) throw notFound(arn ?? '');
  return found;
}

const createLifecyclePolicy: Operation = (input, context) => {
  const name = textOf(input.name) ?? '';
  const arn = arnOf(context, 'lifecycle-policy', name);
  if (lifecyclePolicies(context).has(arn)) throw alreadyExists('LifecyclePolicy', arn);
  const settings = settingsOf(input);
  if (flagOf(input.dryRun)) throw dryRunSucceeded();
  lifecyclePolicies(context).set(arn, {
    ...settings,
    arn,
    name,
    status: textOf(input.status) ?? 'ENABLED',
    dateCreated: isoTime(context.now),
    tags: textMapOf(input.tags),
  });
  return { clientToken: input.clientToken, lifecyclePolicyArn: arn };
};

const updateLifecyclePolicy: Operation = (input, context) => {
  const { arn, name, dateCreated, dateLastRun, tags, resourceType } = requirePolicy(
    context,
    textOf(input.lifecyclePolicyArn),
  );
  if (input.resourceType !== resourceType) throw invalidValue('resourceType', messages.otherResourceType(arn));
  lifecyclePolicies(context).set(arn, {
    ...settingsOf(input),
    arn,
    name,
    status: textOf(input.status) ?? 'ENABLED',
    dateCreated,
    dateUpdated: isoTime(context.now),
    ...(dateLastRun === undefined ? {} : { dateLastRun }),
    tags,
  });
  return { lifecyclePolicyArn: arn };
};

const getLifecyclePolicy: Operation = (input, context) => ({
  lifecyclePolicy: requirePolicy(context, textOf(input.lifecyclePolicyArn)),
});

const deleteLifecyclePolicy: Operation = (input, context) => {
  const { arn } = requirePolicy(context, textOf(input.lifecyclePolicyArn));
  lifecyclePolicies(context).delete(arn);
  return { lifecyclePolicyArn: arn };
};

const listLifecyclePolicies: Operation = (input, context) => {
  const page = listPage('lifecycle-policies', [...lifecyclePolicies(context).values()], input, {
    Name: (policy) => policy.name,
    Status: (policy) => policy.status,
    name: (policy) => policy.name,
    status: (policy) => policy.status,
  });
  return {
    lifecyclePolicySummaryList: page.items.map((policy) =>
      pick(policy, [
        'arn',
        'name',
        'description',
        'status',
        'executionRole',
        'resourceType',
        'dateCreated',
        'dateUpdated',
        'dateLastRun',
        'tags',
      ]),
    ),
    nextToken: page.nextToken,
  };
};

export const lifecyclePolicyOperations: Readonly<Record<string, Operation>> = {
  CreateLifecyclePolicy: idempotent('CreateLifecyclePolicy', createLifecyclePolicy),
  GetLifecyclePolicy: getLifecyclePolicy,
  UpdateLifecyclePolicy: idempotent('UpdateLifecyclePolicy', updateLifecyclePolicy),
  DeleteLifecyclePolicy: deleteLifecyclePolicy,
  ListLifecyclePolicies: listLifecyclePolicies,
};
