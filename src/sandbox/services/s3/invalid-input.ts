import type { ValidationProblem } from '../../../aws/validate-input.ts';
import type { SandboxFault } from '../../service.ts';
import { badRequest, s3Fault } from './faults.ts';

/** A body that S3's schema does not allow is no XML to it; members outside of bodies are arguments. */
export function invalidInput(problems: readonly ValidationProblem[]): SandboxFault | undefined {
  // Regions come and go faster than models: the operation knows them.
  const problem = problems.find(({ path }) => path !== 'createBucketConfiguration.locationConstraint');
  if (problem === undefined) return undefined;
  const { kind, path } = problem;
  if (kind === 'required' || path.includes('.')) return s3Fault('MalformedXML');
  return badRequest('InvalidArgument', `Invalid value for ${path}`, { ArgumentName: path });
}
