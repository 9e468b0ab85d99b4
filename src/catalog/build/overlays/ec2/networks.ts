import type { ServiceOverlay } from '../overlay.ts';
import { get, given, list } from '../parts.ts';

export const networks: ServiceOverlay['resources'] = {
  eips: {
    readBy: [
      list('DescribeAddresses', 'Addresses'),
      get('DescribeAddresses', 'Addresses', [given('AllocationIds', 'allocation_id', 100)]),
    ],
  },
  // `DescribePrefixLists` is of those of AWS's services alone.
  prefix_lists: {
    readBy: [
      list('DescribeManagedPrefixLists', 'PrefixLists', { rename: { PrefixListArn: 'arn' } }),
      get('DescribeManagedPrefixLists', 'PrefixLists', [given('PrefixListIds', 'prefix_list_id', 100)], {
        rename: { PrefixListArn: 'arn' },
      }),
    ],
  },
  transit_gateway_vpc_attachments: {
    readBy: [
      list('DescribeTransitGatewayVpcAttachments', 'TransitGatewayVpcAttachments', {
        rename: { TransitGatewayAttachmentId: 'id' },
      }),
      get(
        'DescribeTransitGatewayVpcAttachments',
        'TransitGatewayVpcAttachments',
        [given('TransitGatewayAttachmentIds', 'id', 100)],
        { rename: { TransitGatewayAttachmentId: 'id' } },
      ),
    ],
  },
  vpc_endpoint_connection_notifications: {
    readBy: [
      list('DescribeVpcEndpointConnectionNotifications', 'ConnectionNotificationSet', {
        rename: { ConnectionNotificationId: 'vpc_endpoint_connection_notification_id' },
      }),
    ],
  },
  // `DescribeVpcEndpointServices` is of all that one can connect to, AWS's own included.
  vpc_endpoint_services: {
    readBy: [
      list('DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations'),
      get('DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations', [
        given('ServiceIds', 'service_id', 100),
      ]),
    ],
  },
};
