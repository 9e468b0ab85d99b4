/** An operation's name in two: `DeregisterImage` is the verb `Deregister` and the noun `Image`, `BatchGetBuilds` is `BatchGet` and `Builds`. */
export function operationWords(operation: string): { readonly verb: string; readonly noun: string } {
  const [, verb = operation, noun = ''] = /^((?:Batch|Admin)[A-Z][a-z]+|[A-Z][a-z]+)(.*)$/.exec(operation) ?? [];
  return { verb, noun };
}
