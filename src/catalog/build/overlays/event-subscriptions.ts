import type { ResourceOverlay } from './overlay.ts';
import { get, given, list } from './parts.ts';

const name = { CustSubscriptionId: 'subscription_name' };

/** The event subscriptions of the databases, whose APIs are one: rows call the name otherwise than inputs. */
export const eventSubscriptions: ResourceOverlay = {
  readBy: [
    list('DescribeEventSubscriptions', 'EventSubscriptionsList', { rename: name }),
    get('DescribeEventSubscriptions', 'EventSubscriptionsList', [given('SubscriptionName', 'subscription_name')], {
      rename: name,
    }),
  ],
};
