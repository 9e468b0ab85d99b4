import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export function imagesNotFound(ids: readonly string[]): SandboxFault {
  const message =
    ids.length === 1 ? `The image id '[${ids[0]}]' does not exist` : `The image ids '[${ids.join(', ')}]' do not exist`;
  return new SandboxFault('InvalidAMIID.NotFound', message);
}

export function imageUnavailable(id: string): SandboxFault {
  return new SandboxFault('InvalidAMIID.Unavailable', `The image id '[${id}]' is no longer available`);
}

export function notAuthorized(id: string): SandboxFault {
  return new SandboxFault('AuthFailure', messages.notAuthorized(id), 401);
}

export function invalidValue(message: string): SandboxFault {
  return new SandboxFault('InvalidParameterValue', message);
}

export function invalidCombination(message: string): SandboxFault {
  return new SandboxFault('InvalidParameterCombination', message);
}

export function missingParameter(name: string): SandboxFault {
  return new SandboxFault('MissingParameter', messages.missing(name));
}

export function vpcNotFound(id: string): SandboxFault {
  return new SandboxFault('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`);
}

export function subnetNotFound(id: string): SandboxFault {
  return new SandboxFault('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`);
}

export function invalidRequest(): SandboxFault {
  return new SandboxFault('InvalidRequest', 'The request received was invalid');
}

export function notPermitted(message: string): SandboxFault {
  return new SandboxFault('OperationNotPermitted', message);
}

export function incorrectState(message: string): SandboxFault {
  return new SandboxFault('IncorrectState', message);
}
