import { get, given, list, overlayOf } from './parts.ts';

const functionName = given('FunctionName', 'function_name');
const id = { UUID: 'id' };

/** Sources: the service's model. */
export const lambda = overlayOf({
  pageSize: 50,
  resources: {
    event_source_mappings: {
      readBy: [
        list('ListEventSourceMappings', 'EventSourceMappings', { rename: id }),
        get('GetEventSourceMapping', '', [given('UUID', 'id')], { rename: id }),
      ],
    },
    // The type's `FunctionArn` is the ARN with the version, which is what rows of versions have.
    versions: { readBy: [list('ListVersionsByFunction', 'Versions', { parameters: [functionName] })] },
    urls: {
      readBy: [
        list('ListFunctionUrlConfigs', 'FunctionUrlConfigs', { parameters: [functionName] }),
        get('GetFunctionUrlConfig', '', [given('FunctionName', 'function_arn')], {
          rename: { FunctionArn: 'function_arn' },
        }),
      ],
    },
  },
});
