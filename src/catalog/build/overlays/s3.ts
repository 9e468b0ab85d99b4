import { given, list, overlayOf } from './parts.ts';

/** Sources: the service's model; https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const s3 = overlayOf({
  pageSize: 1000,
  operations: { ListObjects: 'objects' },
  resources: {
    buckets: {
      readBy: [
        // Without it every region lists the buckets of all of them.
        list('ListBuckets', 'Buckets', {
          rename: { Name: 'bucket_name', BucketArn: 'arn' },
          fixed: { BucketRegion: '$region' },
          filters: [
            {
              column: 'bucket_name',
              name: 'Prefix',
              style: 'member',
              operators: ['equals', 'prefix'],
              maxValues: 1,
            },
          ],
        }),
      ],
    },
    objects: {
      title: 'objects',
      description: 'The objects of a bucket, without their content.',
      identifier: ['bucket', 'key'],
      methods: { list_objects_v2: 'SELECT', put_object: 'INSERT', delete_object: 'DELETE' },
      identifierInputs: { DeleteObject: { bucket: 'Bucket', key: 'Key' } },
      columnOrder: ['bucket', 'key', 'size', 'last_modified', 'etag', 'storage_class'],
      paths: [
        list('ListObjectsV2', 'Contents', {
          rename: { ETag: 'etag' },
          further: { bucket: '$input.Bucket' },
          parameters: [given('Bucket', 'bucket')],
          fixed: { FetchOwner: true },
          filters: [{ column: 'key', name: 'Prefix', style: 'member', operators: ['equals', 'prefix'], maxValues: 1 }],
        }),
      ],
      relationships: { bucket: 'aws.s3.buckets.bucket_name' },
    },
  },
});
