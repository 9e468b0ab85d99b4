import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import { textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { parseArn } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { invalidValue, notFound } from '../faults.ts';
import { tableOfKind } from '../tables.ts';
import { namesOthers, type PolicyText, parsed, policiesTable, statementsIn } from './sharing.ts';

function policiesOf(context: RequestContext): Table<PolicyText> {
  return context.table(policiesTable);
}

/** Whether a policy of a resource gives anything to another account: then it cannot be deleted (model). */
export function isShared(context: RequestContext, arn: string): boolean {
  const statements = statementsIn(policiesOf(context).get(arn)?.policy ?? '{}');
  return statements.some(({ Effect, Principal }) => Effect === 'Allow' && namesOthers(Principal, context.account));
}

/** What is deleted is shared no more. */
export function deletePolicy(context: RequestContext, arn: string): void {
  policiesOf(context).delete(arn);
}

function requireResource(context: RequestContext, arn: string): void {
  const table = tableOfKind[parseArn(arn)?.kind ?? ''];
  if (table === undefined || !context.table(table).has(arn)) throw notFound(arn);
}

function getPolicy(member: string): Operation {
  return (input, context) => {
    const arn = textOf(input[member]) ?? '';
    requireResource(context, arn);
    const found = policiesOf(context).get(arn);
    if (found === undefined) throw new SandboxFault('ResourceNotFoundException', messages.policyNotFound(arn), 404);
    return { requestId: context.requestId, policy: found.policy };
  };
}

function putPolicy(member: string): Operation {
  return (input, context) => {
    const arn = textOf(input[member]) ?? '';
    requireResource(context, arn);
    const policy = textOf(input.policy) ?? '';
    if (!isStructure(parsed(policy))) throw invalidValue('policy', messages.policyNoJson);
    policiesOf(context).set(arn, { arn, policy });
    return { requestId: context.requestId, [member]: arn };
  };
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
