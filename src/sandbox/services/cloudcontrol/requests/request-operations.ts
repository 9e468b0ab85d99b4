import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { pages } from '../pages.ts';
import { progressEvent, type ResourceRequest, requestSummary, requestTable } from './resource-requests.ts';

export function getResourceRequestStatus(input: WireStructure, context: RequestContext): WireStructure {
  return { ProgressEvent: progressEvent(knownRequest(input, context)) };
}

/** Nothing is undone: what the handler has made by then stays. */
export function cancelResourceRequest(input: WireStructure, context: RequestContext): WireStructure {
  const request = knownRequest(input, context);
  if (request.status === 'SUCCESS' || request.status === 'FAILED') {
    throw new SandboxFault('ValidationException', `Request ${request.token} is already in status ${request.status}`);
  }
  if (request.status !== 'IN_PROGRESS') return { ProgressEvent: progressEvent(request) };
  const cancelled: ResourceRequest = { ...request, status: 'CANCEL_IN_PROGRESS', eventTime: context.now };
  requestTable(context).set(request.token, cancelled);
  return { ProgressEvent: progressEvent(cancelled) };
}

/** Newest first. */
export function listResourceRequests(input: WireStructure, context: RequestContext): WireStructure {
  const filter = isStructure(input.ResourceRequestStatusFilter) ? input.ResourceRequestStatusFilter : {};
  const requests = [...requestTable(context).values()]
    .filter(
      (request) => isAmong(request.operation, filter.Operations) && isAmong(request.status, filter.OperationStatuses),
    )
    .reverse();
  const page = pages.ListResourceRequests.byPlace(`requests/${JSON.stringify(filter)}`, requests, input);
  return {
    ResourceRequestStatusSummaries: page.items.map((request) => requestSummary(request, context)),
    NextToken: page.nextToken,
  };
}

function knownRequest(input: WireStructure, context: RequestContext): ResourceRequest {
  const token = String(input.RequestToken);
  const request = requestTable(context).get(token);
  if (request !== undefined) return request;
  throw new SandboxFault('RequestTokenNotFoundException', `Request with token ${token} was not found`);
}

function isAmong(value: string | undefined, allowed: unknown): boolean {
  return !Array.isArray(allowed) || allowed.length === 0 || (value !== undefined && allowed.includes(value));
}
