/** The names that templates know in every stack. */
export const builtinNames = [
  'stack_name',
  'stack_env',
  'resource_name',
  'idempotency_token',
  'uuid',
  'this',
  'callback',
  'vars',
  'globals',
] as const;

/** The functions that templates may call, beside Jinja's own. */
export const functionNames = [
  'uuid',
  'secret',
  'stack',
  'range',
  'dict',
  'namespace',
  'lipsum',
  'cycler',
  'joiner',
  'debug',
] as const;
