import { get, given, list, overlayOf } from './parts.ts';

/** Sources: the service's model. The lists of summaries have what was deleted in the last 90 days, too. */
export const cloudformation = overlayOf({
  resources: {
    stacks: {
      readBy: [
        list('DescribeStacks', 'Stacks'),
        get('DescribeStacks', 'Stacks', [
          { ...given('StackName', 'stack_id'), columns: [['stack_id'], ['stack_name']] },
        ]),
      ],
    },
    stack_sets: {
      readBy: [
        list('ListStackSets', 'Summaries', { fixed: { Status: 'ACTIVE' } }),
        get('DescribeStackSet', 'StackSet', [given('StackSetName', 'stack_set_name')], {
          rename: { StackSetARN: 'stack_set_arn' },
        }),
      ],
    },
  },
});
