/** What the rule knows of a service's model. */
export interface ServiceFacts {
  /** botocore's name: `cognito-idp`. */
  readonly service: string;
  readonly endpointPrefix: string;
  readonly signingName?: string;
  readonly serviceId: string;
}

/**
 * The service that a namespace of CloudFormation means, by name: the one whose name is the same but for dashes and case;
 * else the only one with that signing name, endpoint prefix or service id; else the only one that signs as the ARNs of
 * the types say. None when no service, or several, answer to all of that.
 */
export function ruleService(
  namespace: string,
  services: readonly ServiceFacts[],
  /** The service parts of the ARN templates of its types: `acm`. */
  arnServices: readonly string[],
): string | undefined {
  const wanted = bare(namespace.slice(namespace.indexOf('::') + 2));
  const byName = services.filter(({ service }) => bare(service) === wanted);
  if (byName.length === 1) return byName[0]?.service;
  const facts: readonly ((facts: ServiceFacts) => string)[] = [
    ({ serviceId }) => serviceId,
    ({ signingName, endpointPrefix }) => signingName ?? endpointPrefix,
    ({ endpointPrefix }) => endpointPrefix,
  ];
  for (const fact of facts) {
    const found = services.filter((candidate) => bare(fact(candidate)) === wanted);
    if (found.length === 1) return found[0]?.service;
  }
  const signing = services.filter(
    (candidate) =>
      arnServices.includes(candidate.service) ||
      arnServices.includes(candidate.signingName ?? candidate.endpointPrefix),
  );
  return signing.length === 1 ? signing[0]?.service : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
