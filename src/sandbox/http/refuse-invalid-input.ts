import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import { type ValidationProblem, validateInput, validationMessage } from '../../aws/validate-input.ts';
import { SandboxFault } from '../service.ts';

/** Refuses what the model does not allow, in the words of the service's protocol, before any handler sees it. */
export function refuseInvalidInput(model: ServiceModel, operation: string, input: WireStructure): void {
  const problems = validateInput(model, operation, input);
  const { protocol } = model.metadata;
  if (protocol === 'ec2') refuseEc2(problems);
  else if (problems[0] === undefined) return;
  else if (protocol === 'rest-xml') refuseS3(problems);
  else if (model.service === 'ecr') throw ecrParameter(problems[0]);
  else if ('InvalidParameterValueException' in model.shapes) throw invalidParameter(problems[0]);
  else {
    const code = protocol === 'query' ? 'ValidationError' : 'ValidationException';
    throw new SandboxFault(code, validationMessage(problems), 400);
  }
}

/** A body that S3's schema does not allow is no XML to it; members outside of bodies are arguments. */
function refuseS3(problems: readonly ValidationProblem[]): void {
  // Regions come and go faster than models: the handler knows them.
  const [problem] = problems.filter(({ path }) => path !== 'createBucketConfiguration.locationConstraint');
  if (problem === undefined) return;
  const { kind, path } = problem;
  if (kind === 'required' || path.includes('.')) {
    const message = 'The XML you provided was not well-formed or did not validate against our published schema';
    throw new SandboxFault('MalformedXML', message, 400);
  }
  throw new SandboxFault('InvalidArgument', `Invalid value for ${path}`, 400, { ArgumentName: path });
}

/** ECR's words for a value that its model does not allow. */
function ecrParameter({ path, constraint }: ValidationProblem): SandboxFault {
  const demand = constraint
    .replace(/^Member must satisfy regular expression pattern: (.*)$/, "must satisfy regular expression '$1'")
    .replace(/^Member must /, 'must ');
  const message = `Invalid parameter at '${path}' failed to satisfy constraint: '${demand}'`;
  return new SandboxFault('InvalidParameterException', message, 400);
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
