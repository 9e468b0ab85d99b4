import { fileURLToPath } from 'node:url';
import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { type LoadMeasure, measureLoad, residentMegabytes } from './load.ts';
import { startMotoServer } from './moto-server.ts';
import { type Asked, askOnce, requestBytes } from './signed-request.ts';
import { type BenchServer, startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const estateServer = fileURLToPath(new URL('estate-server.ts', import.meta.url));
const goals = { getResource: 3_000, megabytes: 500, pageMilliseconds: 50, timesMoto: 5 };

/** The sandbox as a process of its own under load; Node gives it one core, what asks has the others. */
export async function sandboxFigures(): Promise<readonly Figure[]> {
  return [...(await onRequests()), ...(await onManyImages()), ...(await besideMoto())];
}

/** Requests a second of single resources and of pages. */
async function onRequests(): Promise<readonly Figure[]> {
  const server = await startServer([
    program,
    'sandbox',
    '--port',
    '0',
    '--seed',
    'estate=2000',
    '--clock',
    'instant',
    '-q',
  ]);
  try {
    const TypeName = 'AWS::ImageBuilder::ImagePipeline';
    const builder = '210987654321';
    const list = await askOnce(server.address, builder, {
      service: 'cloudcontrol',
      operation: 'ListResources',
      input: { TypeName },
    });
    const [first] = list.ResourceDescriptions as readonly { readonly Identifier: string }[];
    const resource = await under(server, builder, {
      service: 'cloudcontrol',
      operation: 'GetResource',
      input: { TypeName, Identifier: first?.Identifier },
    });
    const page = await under(server, account, {
      service: 'ec2',
      operation: 'DescribeImages',
      input: { MaxResults: 1000 },
    });
    const memory = `${residentMegabytes(server.process)?.toFixed(0) ?? '?'} MB`;
    return [
      {
        what: 'Sandbox: GetResource of a pipeline, keep-alive, signatures verified',
        measured: rateOf(resource),
        beside: perCore(resource),
        goal: `at least ${goals.getResource} a second on one core`,
        holds: (resource.perProcessorSecond ?? resource.perSecond) >= goals.getResource,
      },
      {
        what: 'Sandbox: DescribeImages, a page of 1,000 of 8,000 AMIs',
        measured: rateOf(page),
        beside: `${perCore(page)}; the process then holds ${memory}`,
        goal: 'told',
        holds: true,
      },
    ];
  } finally {
    server.stop();
  }
}

/** 100,000 AMIs in one region, and pages through a filter. */
async function onManyImages(): Promise<readonly Figure[]> {
  const server = await startServer(['--import', 'tsx', estateServer, 'serve', '100000', 'us-east-1']);
  try {
    const Filters = [
      { Name: 'name', Values: ['bench-al2023-*'] },
      { Name: 'tag:env', Values: ['production'] },
    ];
    const filtered = { service: 'ec2', operation: 'DescribeImages', input: { MaxResults: 1000, Filters } };
    const page = await under(server, account, filtered, 1);
    const memory = residentMegabytes(server.process) ?? Number.NaN;
    return [
      {
        what: 'Sandbox: 100,000 AMIs in a region, memory of the process',
        measured: `${memory.toFixed(0)} MB`,
        beside: 'after some thousand requests for pages',
        goal: `under ${goals.megabytes} MB`,
        holds: memory < goals.megabytes,
      },
      {
        what: 'Sandbox: 100,000 AMIs in a region, a page of 1,000 through two filters',
        measured: `${page.medianMilliseconds.toFixed(1)} ms`,
        beside: `one after the other, over HTTP; ${processorTime(page)}`,
        goal: `under ${goals.pageMilliseconds} ms`,
        holds: page.medianMilliseconds < goals.pageMilliseconds,
      },
    ];
  } finally {
    server.stop();
  }
}

/** The same requests to moto's server, to both in turns. */
async function besideMoto(): Promise<readonly Figure[]> {
  const moto = await startMotoServer();
  if (typeof moto === 'string') {
    return [{ what: 'Sandbox beside moto', measured: 'left out', beside: moto, goal: 'told', holds: true }];
  }
  const ours = await startServer([program, 'sandbox', '--port', '0', '--clock', 'instant', '-q']);
  try {
    const { services } = (await (await fetch(`${ours.address}/_skyql/health`)).json()) as HealthAnswer;
    for (const { address } of [ours, moto]) await prepare(address, services);
    const figures: Figure[] = [];
    for (const asked of compared.filter(({ service }) => services.includes(service))) {
      const our = await under(ours, account, asked);
      const their = await under(moto, account, asked);
      const times = (our.perProcessorSecond ?? our.perSecond) / (their.perProcessorSecond ?? their.perSecond);
      figures.push({
        what: `Sandbox beside moto: ${asked.service} ${asked.operation}`,
        measured: `${rateOf(our)}, ${perCore(our)}`,
        beside: `${moto.name}: ${rateOf(their)}, ${perCore(their)}`,
        goal: `at least ${goals.timesMoto} times as many a core: ${times.toFixed(1)}`,
        holds: times >= goals.timesMoto,
      });
    }
    return figures;
  } finally {
    ours.stop();
    moto.stop();
  }
}

interface HealthAnswer {
  readonly services: readonly string[];
}

const Bucket = 'bench-bucket';
const object = { Bucket, Key: 'object' };
const parameter = '/bench/parameter';

const compared: readonly Asked[] = [
  { service: 'sts', operation: 'GetCallerIdentity' },
  { service: 'ec2', operation: 'DescribeImages', input: { Owners: ['self'] } },
  { service: 'ec2', operation: 'DescribeInstances' },
  { service: 'ssm', operation: 'GetParameter', input: { Name: parameter } },
  { service: 's3', operation: 'PutObject', input: { ...object, Body: new Uint8Array(1_024) } },
  { service: 's3', operation: 'GetObject', input: object },
];

/** Ten instances, twenty images of them, a parameter, a bucket. */
async function prepare(address: string, services: readonly string[]): Promise<void> {
  const ask = (service: string, operation: string, input: Asked['input']) =>
    askOnce(address, account, { service, operation, input });
  const owned = await ask('ec2', 'DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'architecture', Values: ['x86_64'] }],
  });
  const [{ ImageId } = { ImageId: '' }] = owned.Images as readonly { readonly ImageId: string }[];
  const launched = await ask('ec2', 'RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 10, MaxCount: 10 });
  const [{ InstanceId } = { InstanceId: '' }] = launched.Instances as readonly { readonly InstanceId: string }[];
  for (let index = 0; index < 20; index += 1) {
    await ask('ec2', 'CreateImage', { InstanceId, Name: `bench-${index}`, NoReboot: true });
  }
  await ask('ssm', 'PutParameter', { Name: parameter, Value: 'a value', Type: 'String' });
  if (!services.includes('s3')) return;
  await ask('s3', 'CreateBucket', { Bucket });
  await ask('s3', 'PutObject', { ...object, Body: new Uint8Array(1_024) });
}

async function under(server: BenchServer, account: string, asked: Asked, connections = 8): Promise<LoadMeasure> {
  const bytes = await requestBytes(server.address, account, asked);
  return measureLoad(server.address, bytes, { connections, process: server.process });
}

const processorTime = ({ perProcessorSecond }: LoadMeasure) =>
  perProcessorSecond === undefined
    ? 'its time on a core is not known'
    : `${(1000 / perProcessorSecond).toFixed(1)} ms on a core`;
const rateOf = ({ perSecond }: LoadMeasure) => `${perSecond.toFixed(0)}/s`;
const perCore = ({ perProcessorSecond }: LoadMeasure) =>
  perProcessorSecond === undefined
    ? 'its share of a core is not known'
    : `${perProcessorSecond.toFixed(0)}/s on a whole core`;
