import type { WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';
import { textsIn } from './texts-in.ts';

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc', '*'];

/** Services whose resources belong to no region, and so name none. */
const globalServices: ReadonlySet<string> = new Set(['iam', 's3']);

const iamPaths = [
  ...['user/', 'federated-user/', 'role/', 'group/', 'instance-profile/', 'mfa/', 'server-certificate/', 'policy/'],
  ...['sms-mfa/', 'saml-provider/', 'oidc-provider/', 'report/', 'access-report/'],
];

/** `*`, or ARNs, in which wildcards may stand. */
export function checkResources(value: WireValue | undefined): void {
  const resources = textsIn(value);
  if (resources.length === 0) throw malformedPolicy(messages.noResources);
  for (const resource of resources) {
    if (resource === '*') continue;
    checkArn(resource);
  }
}

function checkArn(resource: string): void {
  const [arn, partition = '', service = '', region = '', , ...rest] = resource.split(':');
  // A policy variable may stand for what follows: `arn:aws:s3:::${aws:PrincipalTag/bucket}`.
  if (arn !== 'arn' || rest.length === 0) {
    if (arn === 'arn' && resource.endsWith('*') && resource.split(':').length > 2) return;
    throw malformedPolicy(messages.notAnArn(resource));
  }
  if (!partitions.includes(partition)) throw malformedPolicy(messages.badPartition(partition, resource));
  if (!/^[A-Za-z0-9-]+$/.test(service)) throw malformedPolicy(messages.unqualifiedVendor);
  if (globalServices.has(service) && region !== '' && region !== '*') {
    throw malformedPolicy(messages.regionInArn(resource));
  }
  if (service !== 'iam') return;
  const path = rest.join(':');
  const isKnown = path === 'root' || /^[*?]/.test(path) || iamPaths.some((known) => path.startsWith(known));
  if (!isKnown) throw malformedPolicy(messages.badIamPath(iamPaths));
}
