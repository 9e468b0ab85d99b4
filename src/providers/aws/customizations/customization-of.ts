import type { Customization } from './customization.ts';
import { ec2 } from './ec2.ts';
import { route53 } from './route53.ts';
import { s3 } from './s3.ts';

/** The account whose credentials sign the request. */
const ownAccount = '-';

// From botocore's handlers.py, in npm's @aws-cdk/asset-awscli-v1 2.2.296.
const customizations: Readonly<Record<string, Customization>> = {
  // Without it, answers are HAL documents, which the model does not describe.
  apigateway: { request: (_model, _operation, request) => withHeader(request, 'accept', 'application/json') },
  ec2,
  glacier: {
    input: (_model, _operation, input) => ({ ...input, accountId: input.accountId ?? ownAccount }),
    request: (model, _operation, request) => withHeader(request, 'x-amz-glacier-version', model.metadata.apiVersion),
  },
  route53,
  s3,
};

const none: Customization = {};

/** What is done for a service by hand, by botocore's folder name; nothing for most. */
export function customizationOf(service: string): Customization {
  return Object.hasOwn(customizations, service) ? (customizations[service] ?? none) : none;
}

function withHeader(
  request: Parameters<NonNullable<Customization['request']>>[2],
  name: string,
  value: string,
): typeof request {
  return request.headers[name] === undefined ? { ...request, headers: { ...request.headers, [name]: value } } : request;
}
