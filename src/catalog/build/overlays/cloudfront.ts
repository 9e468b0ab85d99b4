import { get, given, list, overlayOf } from './parts.ts';

const metadata = { further: { function_arn: 'FunctionMetadata.FunctionARN', stage: 'FunctionMetadata.Stage' } };

/** Sources: the service's model. */
export const cloudfront = overlayOf({
  resources: {
    functions: {
      readBy: [
        // Published functions are listed twice, once a stage; each has one in development.
        list('ListFunctions', 'FunctionList.Items', { ...metadata, fixed: { Stage: 'DEVELOPMENT' } }),
        get('DescribeFunction', 'FunctionSummary', [given('Name', 'name')], metadata),
      ],
    },
  },
});
