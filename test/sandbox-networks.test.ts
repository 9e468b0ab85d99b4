import {
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  EC2Client,
  type Instance,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

let server: SandboxServer;
let ec2: EC2Client;
beforeAll(async () => {
  server = await startSandbox({ clock: 'instant' });
  ec2 = new EC2Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(() => server.close());

it('changes the names and the addresses of the default network too', async () => {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  const VpcId = Vpcs?.[0]?.VpcId ?? '';
  const names = async () => {
    const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
    return answer.EnableDnsHostnames?.Value;
  };
  expect(await names()).toBe(true);
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: false } }));
  expect(await names()).toBe(false);
  const both = { EnableDnsHostnames: { Value: true }, EnableDnsSupport: { Value: true } };
  await expect(ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...both }))).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  });
  // It is the default one still.
  expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toMatchObject([{ VpcId, IsDefault: true }]);
  const none = { VpcId: 'vpc-0123456789abcdef0', EnableDnsSupport: { Value: true } };
  await expect(ec2.send(new ModifyVpcAttributeCommand(none))).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
});

async function launched(members: object): Promise<Instance> {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...members,
    }),
  );
  return shown(Instances?.[0]?.InstanceId ?? '');
}

async function shown(id: string): Promise<Instance> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0] ?? {};
}

it('gives instances of a default subnet an address of the internet while they run', async () => {
  const { InstanceId = '', PublicIpAddress = '', PublicDnsName } = await launched({});
  expect(PublicIpAddress).toMatch(/^198\.(?:18|19)\.\d+\.\d+$/);
  expect(PublicDnsName).toBe(`ec2-${PublicIpAddress.replaceAll('.', '-')}.compute-1.amazonaws.com`);
  const Filters = [{ Name: 'ip-address', Values: [PublicIpAddress] }];
  expect((await ec2.send(new DescribeInstancesCommand({ Filters }))).Reservations).toHaveLength(1);
  await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }));
  expect(await shown(InstanceId)).not.toHaveProperty('PublicIpAddress');
  await ec2.send(new StartInstancesCommand({ InstanceIds: [InstanceId] }));
  expect((await shown(InstanceId)).PublicIpAddress).toMatch(/^198\./);
});

it('gives none where the subnet or the request says so', async () => {
  const network = { DeviceIndex: 0, AssociatePublicIpAddress: false };
  expect(await launched({ NetworkInterfaces: [network] })).not.toHaveProperty('PublicIpAddress');
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  const SubnetId = Subnets?.at(-1)?.SubnetId ?? '';
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: false } }));
  expect(await launched({ SubnetId })).not.toHaveProperty('PublicIpAddress');
});

it('takes filter values of 255 characters, and no longer ones', async () => {
  const asked = (length: number) =>
    ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'tag:team', Values: ['x'.repeat(length)] }] }));
  expect((await asked(255)).Reservations).toEqual([]);
  await expect(asked(256)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});
