import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

export type Specification = Awaited<ReturnType<typeof loadAwsServiceSpec>>;
export type SpecifiedResource = ReturnType<typeof allResources>[number];
export type SpecifiedProperty = SpecifiedResource['properties'][string];
export type SpecifiedType = SpecifiedProperty['type'];

/** AWS's specification of CloudFormation's resource types, as the CDK publishes it. */
export function loadSpecification(): Promise<Specification> {
  return loadAwsServiceSpec();
}

function allResources(specification: Specification) {
  return specification.all('resource');
}

/** The resource types of a namespace (`AWS::ImageBuilder`), by name. */
export function resourcesOf(specification: Specification, namespace: string): readonly SpecifiedResource[] {
  const resources = allResources(specification).filter(({ cloudFormationType }) =>
    cloudFormationType.startsWith(`${namespace}::`),
  );
  if (resources.length === 0) throw new Error(`CloudFormation's specification has no types in ${namespace}.`);
  return resources.sort((one, other) => (one.cloudFormationType < other.cloudFormationType ? -1 : 1));
}
