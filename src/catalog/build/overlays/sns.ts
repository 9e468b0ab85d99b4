import { get, given, list, overlayOf } from './parts.ts';

/** Sources: the service's model. */
export const sns = overlayOf({
  resources: {
    topics: {
      readBy: [list('ListTopics', 'Topics'), get('GetTopicAttributes', '', [given('TopicArn', 'topic_arn')])],
    },
  },
});
