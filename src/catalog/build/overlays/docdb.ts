import { eventSubscriptions } from './event-subscriptions.ts';
import { overlayOf } from './parts.ts';

/** Sources: the service's model. */
export const docdb = overlayOf({ resources: { event_subscriptions: eventSubscriptions } });
