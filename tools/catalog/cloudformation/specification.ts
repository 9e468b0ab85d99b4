import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

export type Specification = Awaited<ReturnType<typeof loadAwsServiceSpec>>;
export type SpecifiedResource = ReturnType<typeof allResources>[number];
export type SpecifiedProperty = SpecifiedResource['properties'][string];
export type SpecifiedType = SpecifiedProperty['type'];

let loaded: Promise<Specification> | undefined;

/** AWS's specification of CloudFormation's resource types, as the CDK publishes it. Read once: it takes a second. */
export function loadSpecification(): Promise<Specification> {
  loaded ??= loadAwsServiceSpec();
  return loaded;
}

function allResources(specification: Specification) {
  return specification.all('resource');
}
