import type { WireStructure } from '../../../aws/service-model.ts';
import { callOperation } from '../../kit/call-operation.ts';
import type { RequestContext } from '../../service.ts';
import { ec2 } from '../ec2/ec2.ts';
import { ecr } from '../ecr/ecr.ts';

/** Asks EC2 as Image Builder does on AWS: by a request of its API. Throws the operation's fault. */
export function callEc2(operation: string, input: WireStructure, context: RequestContext): WireStructure {
  return callOperation(ec2, operation, input, context);
}

/** As `callEc2`, for the container registry. */
export function callEcr(operation: string, input: WireStructure, context: RequestContext): WireStructure {
  return callOperation(ecr, operation, input, context);
}
