import { SandboxFault } from '../service.ts';

/** For tests: the fault that work throws. */
export function faultOf(work: () => unknown): Pick<SandboxFault, 'code' | 'message'> {
  try {
    work();
  } catch (fault) {
    if (fault instanceof SandboxFault) return { code: fault.code, message: fault.message };
    throw fault;
  }
  throw new Error('There is no fault.');
}
