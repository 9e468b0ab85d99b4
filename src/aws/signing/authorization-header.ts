/** What an `Authorization` header holds, read once: whoever asks for a parameter hears the same. */
export interface AuthorizationHeader {
  readonly algorithm: string;
  /** The parameters by name; of one that is there more than once, the first. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What cannot be told apart from another header that means something else: parameters without a name, or there twice. */
  readonly problem: string | undefined;
}

/** Reads `ALGORITHM Name=value, Name=value`; spaces behind the commas are the sender's to leave out. */
export function readAuthorizationHeader(text: string): AuthorizationHeader {
  const [, algorithm = '', rest = ''] = /^[ \t]*(\S*)[ \t]*(.*?)[ \t]*$/s.exec(text) ?? [];
  const parameters = new Map<string, string>();
  let problem: string | undefined;
  for (const part of rest === '' ? [] : rest.split(',')) {
    const [, name = '', value = ''] = /^[ \t]*([^=\s]+)=(\S*)[ \t]*$/.exec(part) ?? [];
    if (name === '')
      problem ??= `'${part.trim()}' not a valid key=value pair (missing equal-sign) in Authorization header.`;
    else if (parameters.has(name)) problem ??= `Authorization header holds the '${name}' parameter more than once.`;
    else parameters.set(name, value);
  }
  return { algorithm, parameters, problem };
}
