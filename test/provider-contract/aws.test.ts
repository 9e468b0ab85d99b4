import fc from 'fast-check';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { createAwsProvider } from '../../src/providers/aws/aws-provider.ts';
import { startSandbox } from '../../src/sandbox/http/server.ts';
import { describeProvider } from './describe-provider.ts';

const account = '123456789012';
const region = 'eu-west-1';
const role = `arn:aws:iam::${account}:role/images`;
const text = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,40}[a-z]$/);

describeProvider('aws, over a sandbox', {
  async open() {
    const server = await startSandbox({ clock: 'instant' });
    const credentials = { accessKeyId: account, secretAccessKey: 'test' };
    const provider = createAwsProvider({
      catalog: openCatalog('aws'),
      connections: [{ name: 'main', regions: [region], endpoint: server.url, credentials }],
      wait: async () => undefined,
    });
    return {
      provider,
      scope: { connection: 'main', region },
      async close() {
        await provider.close();
        await server.close();
      },
    };
  },
  resource: { provider: 'aws', service: 'sagemaker', resource: 'images' },
  methods: { create: 'create_resource', update: 'update_resource', delete: 'delete_resource', list: 'list_resource' },
  newValues: (number) => ({ ImageName: `image-${number}`, ImageRoleArn: role }),
  updates: fc.record(
    { ImageDescription: fc.option(text), ImageDisplayName: text },
    { requiredKeys: ['ImageDescription'] },
  ),
  invalid: { ImageName: 'not a name!', ImageRoleArn: role },
  secret: {
    resource: { provider: 'aws', service: 'secretsmanager', resource: 'secrets' },
    method: 'create_resource',
    values: { Name: 'door', SecretString: 'hunter2' },
    text: 'hunter2',
  },
  call: { method: 'list_resource', values: {} },
});
