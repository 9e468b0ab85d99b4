import { get, given, list, overlayOf } from './parts.ts';

const name = { rename: { CacheClusterId: 'cluster_name' } };

/** Sources: the service's model. */
export const elasticache = overlayOf({
  resources: {
    cache_clusters: {
      readBy: [
        list('DescribeCacheClusters', 'CacheClusters', name),
        get('DescribeCacheClusters', 'CacheClusters', [given('CacheClusterId', 'cluster_name')], name),
      ],
    },
  },
});
