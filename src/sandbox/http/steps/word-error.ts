import { WireError } from '../../../aws/protocols/wire-error.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

export const wordError: Step = {
  name: 'word error',
  run(exchange) {
    const { faults } = known(exchange.found, 'service');
    exchange.fault = faultOf(exchange.error, faults);
    if (exchange.fault !== undefined) return;
    exchange.fault = faults.internalFailure();
    exchange.defect = exchange.error;
  },
};

function faultOf(error: unknown, faults: FrontDoorFaults): SandboxFault | undefined {
  if (error instanceof SandboxFault) return error;
  if (error instanceof WireError) return faults.malformedRequest(error);
  // Nothing in the sandbox calls itself that often but for what a request has nested too deep.
  const isTooDeep = error instanceof RangeError && error.message.startsWith('Maximum call stack');
  return isTooDeep ? faults.malformedRequest(new WireError('The request is nested too deeply.')) : undefined;
}
