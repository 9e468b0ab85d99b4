import { get, given, list, overlayOf } from './parts.ts';

const cluster = given('cluster', 'cluster');

/** Sources: the service's model; https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
export const ecs = overlayOf({
  notFound: ['ClusterNotFoundException', 'ServiceNotFoundException'],
  resources: {
    clusters: {
      readBy: [
        list('ListClusters', 'clusterArns', { further: { cluster_name: '$row#name', arn: '$row' } }),
        get('DescribeClusters', 'clusters', [given('clusters', 'cluster_name', 100)], {
          rename: { clusterArn: 'arn' },
        }),
      ],
    },
    // Both calls mean the cluster `default` where they are given none, so they are given one.
    services: {
      readBy: [
        list('ListServices', 'serviceArns', { further: { service_arn: '$row' }, parameters: [cluster] }),
        get('DescribeServices', 'services', [cluster, given('services', 'service_arn', 10)]),
      ],
    },
  },
});
