import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext, SandboxService } from '../../service.ts';
import { ec2 } from '../ec2/ec2.ts';
import { ecr } from '../ecr/ecr.ts';

/** Asks EC2 as Image Builder does on AWS: by a request of its API. Throws the operation's fault. */
export function callEc2(operation: string, input: WireStructure, context: RequestContext): WireStructure {
  return call(ec2, operation, input, context);
}

/** As `callEc2`, for the container registry. */
export function callEcr(operation: string, input: WireStructure, context: RequestContext): WireStructure {
  return call(ecr, operation, input, context);
}

function call(
  { service, operations }: SandboxService,
  operation: string,
  input: WireStructure,
  context: RequestContext,
): WireStructure {
  const answer = operations[operation]?.(input, context);
  if (answer === undefined || answer instanceof Promise)
    throw new Error(`${service} does not answer ${operation} at once.`);
  return answer;
}
