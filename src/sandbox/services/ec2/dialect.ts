import type { ValidationProblem } from '../../../aws/validate-input.ts';
import type { AuthenticationFailure, Dialect } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';
import { invalidCombination, missingParameter } from './faults.ts';

/** Codes and statuses of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const ec2Dialect: Dialect = {
  faults: {
    authentication: authenticationFault,
    unknownOperation: (action) =>
      action === undefined
        ? new SandboxFault('MissingAction', 'The request must contain the parameter Action', 400)
        : new SandboxFault('InvalidAction', `The action ${action} is not valid for this web service.`, 400),
    malformedRequest: ({ code, message }) =>
      new SandboxFault(code === 'SerializationException' ? 'InvalidParameterValue' : code, message, 400),
    invalidInput,
    throttled: () => new SandboxFault('RequestLimitExceeded', 'Request limit exceeded.', 503),
    internalFailure: () =>
      new SandboxFault('InternalError', 'The request processing has failed because of an unknown error.', 500),
  },
};

const codes: Readonly<Record<AuthenticationFailure, string>> = {
  missing: 'MissingAuthenticationToken',
  incomplete: 'AuthFailure',
  'incomplete-query': 'AuthFailure',
  'unknown-key': 'AuthFailure',
  'wrong-signature': 'AuthFailure',
  'wrong-scope': 'AuthFailure',
  'unsigned-headers': 'AuthFailure',
  'expired-request': 'RequestExpired',
  'expired-query': 'RequestExpired',
  'expired-token': 'RequestExpired',
};

/** EC2 says no more than that the credentials are not good, whatever is wrong with them. */
function authenticationFault(failure: AuthenticationFailure, message: string): SandboxFault {
  const code = codes[failure];
  if (code === 'AuthFailure') {
    return new SandboxFault(code, 'AWS was not able to validate the provided access credentials', 401);
  }
  return new SandboxFault(code, message, failure === 'missing' ? 403 : 400);
}

/** What EC2 says otherwise where it is missing. */
const missingInWords: Readonly<Record<string, string>> = { instanceIds: messages.noInstances };

/** EC2 answers these with codes and words of its own: its operations check them. */
const checkedByOperations: ReadonlySet<string> = new Set(['name', 'maxResults']);

function invalidInput(problems: readonly ValidationProblem[]): SandboxFault | undefined {
  const missing = problems.find(({ kind }) => kind === 'required');
  if (missing !== undefined) {
    const message = missingInWords[missing.path];
    return message === undefined ? missingParameter(parameterName(missing.path)) : invalidCombination(message);
  }
  // Which values EC2 knows differs from what its models list, and so do its errors.
  const wrong = problems.find(({ kind, path }) => kind !== 'enum' && !checkedByOperations.has(path));
  if (wrong === undefined) return undefined;
  const shown = wrong.isSensitive || typeof wrong.value === 'object' ? '' : ` (${String(wrong.value)})`;
  return new SandboxFault('InvalidParameterValue', `Value${shown} for parameter ${wrong.path} is invalid.`, 400);
}

/** `blockDeviceMappings.1.member.ebs` is `BlockDeviceMappings.1.Ebs` to EC2. */
function parameterName(path: string): string {
  return path
    .split('.')
    .filter((part) => part !== 'member')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('.');
}
