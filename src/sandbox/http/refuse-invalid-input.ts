import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { type ValidationProblem, validateInput, validationMessage } from '../../aws/validate-input.ts';
import { SandboxFault } from '../service.ts';

/** Refuses what the model does not allow, in the words of the service's protocol, before any handler sees it. */
export function refuseInvalidInput(model: ServiceModel, operation: string, input: WireStructure): void {
  const problems = validateInput(model, operation, input);
  const { protocol } = model.metadata;
  if (protocol === 'ec2') refuseEc2(problems);
  else if (problems[0] === undefined) return;
  else if ('InvalidParameterValueException' in model.shapes) throw invalidParameter(problems[0]);
  else {
    const code = protocol === 'query' ? 'ValidationError' : 'ValidationException';
    throw new SandboxFault(code, validationMessage(problems), 400);
  }
}

/** EC2 answers these with codes and words of its own: its handlers check them. */
const checkedByEc2Itself: ReadonlySet<string> = new Set(['name', 'maxResults']);

function refuseEc2(problems: readonly ValidationProblem[]): void {
  const missing = problems.find(({ kind }) => kind === 'required');
  if (missing !== undefined) {
    throw new SandboxFault('MissingParameter', `The request must contain the parameter ${ec2Name(missing.path)}`, 400);
  }
  // Which values EC2 knows differs from what its models list, and so do its errors.
  const wrong = problems.find(({ kind, path }) => kind !== 'enum' && !checkedByEc2Itself.has(path));
  if (wrong === undefined) return;
  const shown = wrong.isSensitive || typeof wrong.value === 'object' ? '' : ` (${String(wrong.value)})`;
  throw new SandboxFault('InvalidParameterValue', `Value${shown} for parameter ${wrong.path} is invalid.`, 400);
}

/** `blockDeviceMappings.1.member.ebs` is `BlockDeviceMappings.1.Ebs` to EC2. */
function ec2Name(path: string): string {
  return path
    .split('.')
    .filter((part) => part !== 'member')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('.');
}

/** Image Builder's words: github.com/boto/boto3 issue 2224 shows the one for patterns. */
function invalidParameter({ path, kind, constraint }: ValidationProblem): SandboxFault {
  const demand = constraint
    .replace('Member must satisfy regular expression pattern: ', 'must match pattern ')
    .replace(/^Member must /, 'must ');
  return new SandboxFault(
    kind === 'required' ? 'InvalidRequestException' : 'InvalidParameterValueException',
    `The value supplied for parameter '${path}' is not valid. '${path}' ${demand}`,
    400,
  );
}
