import { signingNameOf } from '../../../aws/endpoints.ts';
import { loadServiceModelSync } from '../../../aws/model-store.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import { present } from '../../kit/members.ts';
import { steadyUuid } from '../../kit/steady-id.ts';
import { eventVersion } from './assumptions.ts';

/** What the sandbox remembers of a request of an account and region. */
export interface AnsweredRequest {
  readonly time: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly requestId: string;
  readonly error?: string;
  readonly accessKeyId?: string;
  /** The ARN of who signed. */
  readonly caller?: string;
}

/** Calls that change nothing, by the beginnings of their names that all services share. */
const reads = /^(?:BatchGet|Check|Decode|Describe|Download|Get|Head|List|Lookup|Preview|Query|Search|Select|Simulate)/;

/** What S3 counts among data events, which no event history has: whatever is asked of an object. */
const objectOperations =
  /^(?:Abort|Complete|Copy|Create|Delete|Get|Head|List|Put|Restore|Upload)(?:Object|MultipartUpload|Part)/;

export function isManagementEvent({ service, operation }: Pick<AnsweredRequest, 'service' | 'operation'>): boolean {
  return service !== 's3' || !objectOperations.test(operation);
}

/** What an event is found by. */
export function eventAttributes({ service, operation, requestId, accessKeyId, caller }: AnsweredRequest) {
  return {
    EventId: steadyUuid(requestId),
    EventName: operation,
    ReadOnly: String(reads.test(operation)),
    AccessKeyId: accessKeyId,
    EventSource: `${signingNameOf(loadServiceModelSync(service).metadata)}.amazonaws.com`,
    Username: caller?.slice(caller.lastIndexOf('/') + 1),
  };
}

/** An event as LookupEvents answers it. Of what was asked and answered the sandbox keeps nothing. */
export function recordedEvent(request: AnsweredRequest): WireStructure {
  const { time, account, region, operation, requestId, error, accessKeyId, caller } = request;
  const attributes = eventAttributes(request);
  const { EventId: id, EventSource, Username: name } = attributes;
  const eventTime = `${time.slice(0, 19)}Z`;
  return present({
    ...attributes,
    EventTime: `${time.slice(0, 19)}.000Z`,
    Resources: [],
    CloudTrailEvent: JSON.stringify({
      eventVersion,
      userIdentity: present({ type: typeOf(caller), arn: caller, accountId: account, accessKeyId, userName: name }),
      eventTime,
      eventSource: EventSource,
      eventName: operation,
      awsRegion: region,
      sourceIPAddress: '127.0.0.1',
      ...(error === undefined ? {} : { errorCode: error }),
      requestParameters: null,
      responseElements: null,
      requestID: requestId,
      eventID: id,
      readOnly: attributes.ReadOnly === 'true',
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
    }),
  });
}

function typeOf(caller = ''): string {
  if (caller.includes(':assumed-role/')) return 'AssumedRole';
  return caller.includes(':federated-user/') ? 'FederatedUser' : 'IAMUser';
}
