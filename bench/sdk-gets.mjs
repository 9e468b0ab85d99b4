// Run as a process of its own: the AWS SDK's own client reads the pipelines of a region one GetResource each, 16 at once, and
// prints the milliseconds of processor time that one took. The first hundred are not counted.
import { CloudControlClient, GetResourceCommand, paginateListResources } from '@aws-sdk/client-cloudcontrol';

const [endpoint, accessKeyId, region] = process.argv.slice(2);
const client = new CloudControlClient({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey: 'test' },
  requestHandler: { httpAgent: { keepAlive: true, maxSockets: 16 } },
});
const TypeName = 'AWS::ImageBuilder::ImagePipeline';
const identifiers = [];
for await (const { ResourceDescriptions } of paginateListResources({ client, pageSize: 100 }, { TypeName })) {
  identifiers.push(...ResourceDescriptions.map(({ Identifier }) => Identifier));
}
const getAll = async (wanted) => {
  const waiting = [...wanted];
  const worker = async () => {
    for (let Identifier = waiting.pop(); Identifier !== undefined; Identifier = waiting.pop()) {
      await client.send(new GetResourceCommand({ TypeName, Identifier }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
};
const warmUp = 100;
await getAll(identifiers.slice(0, warmUp));
const before = process.cpuUsage();
await getAll(identifiers.slice(warmUp));
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000 / (identifiers.length - warmUp)));
client.destroy();
