import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, timeOf } from '../../kit/members.ts';
import { pager } from '../../kit/pages/pager.ts';
import { type RequestContext, SandboxFault } from '../../service.ts';
import { eventHistory, messages, usualPageSize } from './assumptions.ts';
import { type AnsweredRequest, eventAttributes, isManagementEvent, recordedEvent } from './recorded-event.ts';

const pages = pager({
  token: 'NextToken',
  limit: 'MaxResults',
  usual: usualPageSize,
  badToken: () => new SandboxFault('InvalidNextTokenException', messages.badToken),
});

/** The management events of an account and region, newest first: the requests that were answered. */
export function lookupEvents(
  input: WireStructure,
  context: RequestContext,
  answered: readonly AnsweredRequest[],
): WireStructure {
  const [attribute, ...more] = structuresOf(input.LookupAttributes);
  if (more.length > 0) throw new SandboxFault('InvalidLookupAttributesException', messages.oneAttribute);
  const from = timeOf(input.StartTime) ?? Number.NEGATIVE_INFINITY;
  const to = timeOf(input.EndTime) ?? Number.POSITIVE_INFINITY;
  if (from > to) throw new SandboxFault('InvalidTimeRangeException', messages.badRange);
  const since = Math.max(from, context.clock.wall() - eventHistory);
  const recorded = answered
    .filter(({ account, region }) => account === context.account && region === context.region)
    .filter((request) => isManagementEvent(request) && isWithin(request, since, to));
  const page = pages.byKey(
    `events ${JSON.stringify([attribute, input.StartTime, input.EndTime])}`,
    // Insights are of trails.
    input.EventCategory === 'insight' ? [] : recorded,
    {
      keyOf: ({ time, requestId }) => [-Date.parse(time), requestId],
      accepts: (request) => attribute === undefined || fits(request, attribute),
    },
    input,
  );
  return { Events: page.items.map(recordedEvent), NextToken: page.nextToken };
}

/** Times of events are whole seconds, and so are those that are asked for. */
function isWithin({ time }: AnsweredRequest, from: number, to: number): boolean {
  const second = Math.floor(Date.parse(time) / 1_000) * 1_000;
  return second >= Math.floor(from / 1_000) * 1_000 && second <= to;
}

/** Of its resources the sandbox knows nothing: by them no event is found. */
function fits(request: AnsweredRequest, { AttributeKey, AttributeValue }: WireStructure): boolean {
  const found = Object.entries(eventAttributes(request)).find(([name]) => name === AttributeKey);
  return found !== undefined && found[1] === AttributeValue;
}
