// Run as a process of its own: counts the images of regions by region and architecture with the AWS SDK's paginator, the regions side by
// side, and prints the counts as CSV.
import { EC2Client, paginateDescribeImages } from '@aws-sdk/client-ec2';

const [endpoint, accessKeyId, regions = ''] = process.argv.slice(2);
const countIn = async (region) => {
  const client = new EC2Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'test' } });
  const counts = new Map();
  for await (const { Images } of paginateDescribeImages({ client, pageSize: 1000 }, { Owners: ['self'] })) {
    for (const { Architecture } of Images) counts.set(Architecture, (counts.get(Architecture) ?? 0) + 1);
  }
  client.destroy();
  return [...counts].map(([architecture, count]) => `${region},${architecture},${count}`);
};
const lines = await Promise.all(regions.split(',').map(countIn));
process.stdout.write(`${lines.flat().sort().join('\n')}\n`);
