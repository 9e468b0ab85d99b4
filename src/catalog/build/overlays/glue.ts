import { get, given, list, overlayOf } from './parts.ts';

const database = given('DatabaseName', 'database_name');

/** Sources: the service's model. */
export const glue = overlayOf({
  resources: {
    // The identifier of CloudFormation's type is none of the API's members: database and name are what it goes by.
    tables: {
      readBy: [
        list('GetTables', 'TableList', { parameters: [database] }),
        get('GetTable', 'Table', [database, given('Name', 'name')]),
      ],
      // https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/supported-resources.html does not have it.
      withoutHandlers: ['create', 'read', 'update', 'delete', 'list'],
    },
  },
});
