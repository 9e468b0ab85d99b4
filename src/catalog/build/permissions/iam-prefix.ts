import type { DocumentedModel } from '../models/documented-model.ts';

/**
 * The services whose actions in IAM start with neither the name that requests are signed with nor the host's first part.
 * From the Service Authorization Reference.
 */
const ownPrefixes: Readonly<Record<string, string>> = {
  apigatewaymanagementapi: 'execute-api',
  apigatewayv2: 'apigateway',
  cloudcontrol: 'cloudformation',
  cloudwatch: 'cloudwatch',
  'iot-data': 'iot',
  'iot-jobs-data': 'iotjobsdata',
  iotsecuretunneling: 'iot',
  mturk: 'mechanicalturk',
  'partnercentral-account': 'partnercentral',
  'partnercentral-benefits': 'partnercentral',
  'partnercentral-channel': 'partnercentral',
  'partnercentral-selling': 'partnercentral',
  resourcegroupstaggingapi: 'tag',
};

/** What the names of a service's IAM actions start with: `elasticloadbalancing` of elbv2. */
export function iamPrefix({ service, metadata }: Pick<DocumentedModel, 'service' | 'metadata'>): string {
  return ownPrefixes[service] ?? (metadata.signingName ?? metadata.endpointPrefix).toLowerCase();
}
