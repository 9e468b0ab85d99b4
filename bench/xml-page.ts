import { fileURLToPath } from 'node:url';
import { loadServiceModelSync } from '../src/aws/model-store.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';

interface XmlPageResult {
  readonly images: number;
  readonly bytes: number;
  /** Median milliseconds of reading the page once the code is warm, and of the very first time. */
  readonly warmMilliseconds: number;
  readonly coldMilliseconds: number;
}

/** In a process of its own: what other benches leave behind, code and memory, is none of a page's. */
export async function xmlPageFigures(): Promise<readonly Figure[]> {
  const { output } = await measureProcess(['--import', 'tsx', fileURLToPath(import.meta.url), 'measure']);
  const page = JSON.parse(output) as XmlPageResult;
  return [
    {
      what: `Parse one DescribeImages page of ${page.images} images (${(page.bytes / 1e6).toFixed(1)} MB)`,
      measured: `${page.warmMilliseconds.toFixed(1)} ms`,
      beside: `first time ${page.coldMilliseconds.toFixed(1)} ms`,
      goal: 'under 10 ms once warm',
      holds: page.warmMilliseconds < 10,
    },
  ];
}

/** How long it takes to read one page of DescribeImages as EC2 answers it. */
function benchmarkXmlPage(images = 1000, rounds = 30): XmlPageResult {
  const model = loadServiceModelSync('ec2');
  const protocol = protocolFor(model);
  const encoded = protocol.encodeResponse(model, 'DescribeImages', pageOfImages(images), 'request');
  // EC2 writes one element a line.
  const text = Buffer.from(encoded.body).toString('utf8').replaceAll('><', '>\n            <');
  const response = { ...encoded, body: Buffer.from(text) };
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    protocol.decodeResponse(model, 'DescribeImages', response);
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((left, right) => left - right);
  return {
    images,
    bytes: response.body.length,
    warmMilliseconds: sorted[Math.floor(sorted.length / 2)] ?? 0,
    coldMilliseconds: times[0] ?? 0,
  };
}

function pageOfImages(count: number): WireStructure {
  return { NextToken: 'token', Images: Array.from({ length: count }, (_, index) => image(index)) };
}

function image(index: number): WireStructure {
  const id = index.toString(16).padStart(17, '0');
  return {
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    BlockDeviceMappings: ['/dev/xvda', '/dev/sdb'].map((device) => ({
      Ebs: {
        DeleteOnTermination: true,
        Iops: 3000,
        SnapshotId: `snap-${id}`,
        VolumeSize: 8,
        VolumeType: 'gp3',
        Throughput: 125,
        Encrypted: false,
      },
      DeviceName: device,
    })),
    Description: `Amazon Linux 2023 AMI, build ${index} of the page`,
    EnaSupport: true,
    Hypervisor: 'xen',
    ImageOwnerAlias: 'amazon',
    Name: `al2023-ami-2023.6.${index}-kernel-6.1-x86_64`,
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    SriovNetSupport: 'simple',
    VirtualizationType: 'hvm',
    BootMode: 'uefi-preferred',
    DeprecationTime: '2027-01-31T10:20:30.000Z',
    ImdsSupport: 'v2.0',
    Tags: [
      { Key: 'team', Value: 'platform' },
      { Key: 'build', Value: String(index) },
    ],
    ImageId: `ami-${id}`,
    ImageLocation: `amazon/al2023-ami-2023.6.${index}-kernel-6.1-x86_64`,
    State: 'available',
    OwnerId: '137112412989',
    CreationDate: '2025-01-31T10:20:30.000Z',
    Public: true,
    Architecture: 'x86_64',
    ImageType: 'machine',
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(benchmarkXmlPage()));
