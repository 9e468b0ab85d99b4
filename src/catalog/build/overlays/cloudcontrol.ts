import { get, given, list, overlayOf } from './parts.ts';

const type = given('TypeName', 'type_name');

/** Sources: the service's model. A list may leave out properties that GetResource tells. */
export const cloudcontrol = overlayOf({
  resources: {
    resources: {
      title: 'resources',
      description:
        'Resources of any type that Cloud Control knows, with their properties as CloudFormation names them.',
      identifier: ['type_name', 'identifier'],
      methods: {
        list_resources: 'SELECT',
        native_get_resource: 'SELECT',
        native_create_resource: 'INSERT',
        native_update_resource: 'UPDATE',
        native_delete_resource: 'DELETE',
      },
      identifierInputs: {
        UpdateResource: { type_name: 'TypeName', identifier: 'Identifier' },
        DeleteResource: { type_name: 'TypeName', identifier: 'Identifier' },
      },
      paths: [
        list('ListResources', 'ResourceDescriptions', {
          parameters: [type],
          omit: ['Properties'],
          further: { type_name: '$input.TypeName' },
        }),
        get('GetResource', 'ResourceDescription', [type, given('Identifier', 'identifier')], {
          further: { type_name: '$input.TypeName' },
        }),
      ],
    },
    resource_requests: {
      title: 'resource requests',
      description: 'Requests to create, change and delete resources through Cloud Control, of the last seven days.',
      identifier: ['request_token'],
      paths: [
        list('ListResourceRequests', 'ResourceRequestStatusSummaries', {
          parameters: [
            {
              name: 'ResourceRequestStatusFilter',
              input: 'ResourceRequestStatusFilter',
              columns: [],
              required: false,
            },
          ],
        }),
        get('GetResourceRequestStatus', 'ProgressEvent', [given('RequestToken', 'request_token')]),
      ],
    },
  },
});
