import type { RequestContext } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { textOf } from '../members.ts';
import { parseArn } from './arns.ts';
import { messages } from './assumptions.ts';
import { invalidValue, notFound } from './faults.ts';
import type { Operation } from './idempotency.ts';
import { tableOfKind } from './tables.ts';

/** Resource policies, JSON text under the ARN that they are attached to. */
function policiesOf(context: RequestContext) {
  return context.table<string>('imagebuilder.policies');
}

function requireResource(context: RequestContext, arn: string): void {
  const table = tableOfKind[parseArn(arn)?.kind ?? ''];
  if (table === undefined || !context.table(table).has(arn)) throw notFound(arn);
}

function getPolicy(member: string): Operation {
  return (input, context) => {
    const arn = textOf(input[member]) ?? '';
    requireResource(context, arn);
    const policy = policiesOf(context).get(arn);
    if (policy === undefined) throw new SandboxFault('ResourceNotFoundException', messages.policyNotFound(arn), 404);
    return { requestId: context.requestId, policy };
  };
}

function putPolicy(member: string): Operation {
  return (input, context) => {
    const arn = textOf(input[member]) ?? '';
    requireResource(context, arn);
    const policy = textOf(input.policy) ?? '';
    if (!isJson(policy)) throw invalidValue('policy', 'The policy must be a JSON document.');
    policiesOf(context).set(arn, policy);
    return { requestId: context.requestId, [member]: arn };
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const policyOperations: Readonly<Record<string, Operation>> = {
  GetComponentPolicy: getPolicy('componentArn'),
  GetContainerRecipePolicy: getPolicy('containerRecipeArn'),
  GetImagePolicy: getPolicy('imageArn'),
  GetImageRecipePolicy: getPolicy('imageRecipeArn'),
  PutComponentPolicy: putPolicy('componentArn'),
  PutContainerRecipePolicy: putPolicy('containerRecipeArn'),
  PutImagePolicy: putPolicy('imageArn'),
  PutImageRecipePolicy: putPolicy('imageRecipeArn'),
};
