import { get, given, list, overlayOf } from './parts.ts';

/** Sources: the service's model; https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const sqs = overlayOf({
  pageSize: 1000,
  resources: {
    queues: {
      readBy: [
        list('ListQueues', 'QueueUrls', { further: { queue_url: '$row', queue_name: '$row#name' } }),
        get('GetQueueAttributes', '', [given('QueueUrl', 'queue_url')], {
          fixed: { AttributeNames: 'All' },
          further: { queue_name: '$input.QueueUrl#name' },
        }),
        get('GetQueueUrl', '', [given('QueueName', 'queue_name')]),
      ],
    },
  },
});
