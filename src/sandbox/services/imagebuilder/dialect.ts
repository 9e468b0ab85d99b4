import type { Dialect } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';

/** Image Builder's words for a value that its model does not allow: github.com/boto/boto3 issue 2224 shows the one for patterns. */
export const imageBuilderDialect: Dialect = {
  faults: {
    invalidInput([{ path, kind, constraint }]) {
      const demand = constraint
        .replace('Member must satisfy regular expression pattern: ', 'must match pattern ')
        .replace(/^Member must /, 'must ');
      return new SandboxFault(
        kind === 'required' ? 'InvalidRequestException' : 'InvalidParameterValueException',
        `The value supplied for parameter '${path}' is not valid. '${path}' ${demand}`,
        400,
      );
    },
  },
};
