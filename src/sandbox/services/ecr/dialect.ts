import type { Dialect } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';

/** ECR has its own words for a value that its model does not allow. */
export const ecrDialect: Dialect = {
  faults: {
    invalidInput([{ path, constraint }]) {
      const demand = constraint
        .replace(/^Member must satisfy regular expression pattern: (.*)$/, "must satisfy regular expression '$1'")
        .replace(/^Member must /, 'must ');
      const message = `Invalid parameter at '${path}' failed to satisfy constraint: '${demand}'`;
      return new SandboxFault('InvalidParameterException', message, 400);
    },
  },
};
