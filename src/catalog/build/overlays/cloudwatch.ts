import { get, given, list, overlayOf } from './parts.ts';

// Unless asked for, only alarms of metrics are described.
const composite = { fixed: { AlarmTypes: 'CompositeAlarm' } };

/** Sources: the service's model; https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const cloudwatch = overlayOf({
  resources: {
    alarms: {
      readBy: [
        list('DescribeAlarms', 'MetricAlarms', {
          rename: { AlarmArn: 'arn' },
          filters: [
            { column: 'state_value', name: 'StateValue', style: 'member', operators: ['equals'], maxValues: 1 },
          ],
        }),
        get('DescribeAlarms', 'MetricAlarms', [given('AlarmNames', 'alarm_name', 100)], {
          rename: { AlarmArn: 'arn' },
        }),
      ],
    },
    composite_alarms: {
      readBy: [
        list('DescribeAlarms', 'CompositeAlarms', { ...composite, rename: { AlarmArn: 'arn' } }),
        get('DescribeAlarms', 'CompositeAlarms', [given('AlarmNames', 'alarm_name', 100)], {
          ...composite,
          rename: { AlarmArn: 'arn' },
        }),
      ],
    },
  },
});
