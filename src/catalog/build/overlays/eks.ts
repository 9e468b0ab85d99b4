import { get, given, list, overlayOf } from './parts.ts';

const cluster = given('clusterName', 'cluster_name');

/** Sources: the service's model. */
export const eks = overlayOf({
  resources: {
    // Cloud Control's identifier of node groups is another than the API's names.
    nodegroups: {
      readBy: [
        list('ListNodegroups', 'nodegroups', { further: { nodegroup_name: '$row' }, parameters: [cluster] }),
        get('DescribeNodegroup', 'nodegroup', [cluster, given('nodegroupName', 'nodegroup_name')], {
          rename: { nodegroupArn: 'arn' },
        }),
      ],
    },
  },
});
