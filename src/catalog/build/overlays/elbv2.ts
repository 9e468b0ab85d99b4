import { get, given, list, overlayOf } from './parts.ts';

/** Sources: the service's model: listeners and rules are described by what they belong to, or by their own ARNs. */
export const elbv2 = overlayOf({
  pageSize: 400,
  resources: {
    listeners: {
      readBy: [
        list('DescribeListeners', 'Listeners', { parameters: [given('LoadBalancerArn', 'load_balancer_arn')] }),
        get('DescribeListeners', 'Listeners', [given('ListenerArns', 'listener_arn', 20)]),
      ],
    },
    listener_rules: {
      readBy: [
        list('DescribeRules', 'Rules', { parameters: [given('ListenerArn', 'listener_arn')] }),
        get('DescribeRules', 'Rules', [given('RuleArns', 'rule_arn', 20)]),
      ],
    },
  },
});
