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
