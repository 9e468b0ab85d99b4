import { eventSubscriptions } from './event-subscriptions.ts';
import { overlayOf } from './parts.ts';

/** Sources: the service's model. */
export const redshift = overlayOf({ resources: { event_subscriptions: eventSubscriptions } });
