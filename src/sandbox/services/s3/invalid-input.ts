import type { ValidationProblem } from '../../../aws/validate-input.ts';
import type { SandboxFault } from '../../service.ts';
import { badRequest, s3Fault } from './faults.ts';

/** Regions come and go faster than models: the operation knows them. Of filters it has the words that S3 says. */
const judgedByOperation = /^createBucketConfiguration\.locationConstraint$|\.filterRules\..*\.name$/;

/** A body that S3's schema does not allow is no XML to it; members outside of bodies are arguments. */
export function invalidInput(problems: readonly ValidationProblem[]): SandboxFault | undefined {
  const problem = problems.find(({ path }) => !judgedByOperation.test(path));
  if (problem === undefined) return undefined;
  const { kind, path } = problem;
  if (/\.events(?:\.|$)/.test(path))
    return badRequest('InvalidArgument', 'The event is not supported for notifications');
  if (kind === 'required' || path.includes('.')) return s3Fault('MalformedXML');
  return badRequest('InvalidArgument', `Invalid value for ${path}`, { ArgumentName: path });
}
