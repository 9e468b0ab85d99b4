/**
 * What no public source settles of Cloud Control, each in one place, so that a capture from AWS can replace it
 * (`[?]` in the notes on how AWS behaves).
 */

/** How long a request takes whose handler has nothing to wait for, in milliseconds. */
export const requestMilliseconds = 2_000;

/** How long a request that is cancelled stays CANCEL_IN_PROGRESS, in milliseconds. */
export const cancelMilliseconds = 1_000;

/** When a client should ask again for a request in progress, in milliseconds. */
export const retryAfterMilliseconds = 5_000;

/** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_ListResourceRequests.html: "The default is 20." */
export const defaultRequestsPage = 20;

/** ListResources without MaxResults. */
export const defaultResourcesPage = 100;

/** The code of a request that named a type which does not exist, as ListResourceRequests shows it. */
export const unknownTypeErrorCode = 'InvalidRequest';

export const unsupportedAction = (typeName: string, action: string) =>
  `Resource type ${typeName} does not support ${action} action`;

export const malformedDesiredState = 'Invalid DesiredState: not a JSON object';

export const malformedResourceModel = 'Invalid ResourceModel: not a JSON object';

export const malformedPatch = (reason: string) => `Invalid patch document: ${reason}`;

export const malformedIdentifier = (identifier: string, typeName: string) =>
  `Identifier ${identifier} is not valid for identifier of ${typeName}`;

export const malformedNextToken = 'The provided NextToken is not valid';

export const operationInProgress = (typeName: string, identifier: string) =>
  `Another operation is currently being performed on the resource of type '${typeName}' with identifier '${identifier}'.`;

/** What is there in every account without having been made, of types that others live in. */
export const thereFromTheStart: ReadonlySet<string> = new Set(['default', 'primary', '$default']);

type Words = (value: string, requestId: string) => string;

/** What handlers say of a resource that another one would live in, by its type, where they pass on what the service says. */
export const notFoundInWords: Readonly<Record<string, Words>> = {
  'AWS::ECS::Cluster': (_value, requestId) =>
    `Cluster not found. (Service: AmazonECS; Status Code: 400; Error Code: ClusterNotFoundException; Request ID: ${requestId}; Proxy: null)`,
  'AWS::EKS::Cluster': (value, requestId) =>
    `No cluster found for name: ${value}. (Service: Eks, Status Code: 404, Request ID: ${requestId})`,
  'AWS::Logs::LogGroup': (_value, requestId) =>
    `The specified log group does not exist. (Service: CloudWatchLogs, Status Code: 400, Request ID: ${requestId})`,
};
