import { get, given, list, overlayOf } from './parts.ts';

// Answers say `/hostedzone/Z1` where CloudFormation and all inputs say `Z1`.
const zone = { omit: ['Id'], further: { id: 'Id#name' } };

/** Sources: the service's model; https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html */
export const route53 = overlayOf({
  resources: {
    hosted_zones: {
      readBy: [
        list('ListHostedZones', 'HostedZones', zone),
        get('GetHostedZone', 'HostedZone', [given('Id', 'id')], zone),
      ],
    },
    record_sets: {
      readBy: [
        list('ListResourceRecordSets', 'ResourceRecordSets', {
          rename: { TTL: 'ttl' },
          omit: ['ResourceRecords'],
          further: { hosted_zone_id: '$input.HostedZoneId', resource_records: 'ResourceRecords.Value' },
          parameters: [given('HostedZoneId', 'hosted_zone_id')],
        }),
      ],
    },
  },
});
