import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import type { SandboxState } from '../service.ts';
import { type ImageRecord, imagesTable } from '../services/sagemaker/records.ts';
import { sagemaker } from '../services/sagemaker/sagemaker.ts';
import { demoAccounts } from './estate.ts';
import { day, hour } from './seed-context.ts';

interface DemoNotebookImage {
  readonly name: string;
  readonly region: string;
  readonly displayName: string;
  readonly description: string;
  readonly team: string;
  readonly daysAgo: number;
  readonly versions: readonly {
    readonly base: string;
    readonly daysAgo: number;
    readonly aliases?: readonly string[];
    readonly guidance?: string;
    readonly processor?: 'CPU' | 'GPU';
  }[];
}

const account = demoAccounts.production;
const registry = (region: string, repository: string) => `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`;

const notebookImages: readonly DemoNotebookImage[] = [
  {
    name: 'jupyter-cpu',
    region: 'us-east-1',
    displayName: 'Jupyter CPU',
    description: 'Notebooks with the data stack',
    team: 'data',
    daysAgo: 420,
    versions: [
      { base: registry('us-east-1', 'notebooks/jupyter-cpu:1.0'), daysAgo: 419, guidance: 'ARCHIVED' },
      { base: registry('us-east-1', 'notebooks/jupyter-cpu:1.1'), daysAgo: 120, guidance: 'TO_BE_ARCHIVED' },
      {
        base: registry('us-east-1', 'notebooks/jupyter-cpu:2.0'),
        daysAgo: 31,
        aliases: ['stable', 'latest'],
        guidance: 'STABLE',
      },
    ],
  },
  {
    name: 'jupyter-gpu',
    region: 'us-east-1',
    displayName: 'Jupyter GPU',
    description: 'Notebooks with PyTorch and CUDA',
    team: 'machine-learning',
    daysAgo: 300,
    versions: [
      {
        base: registry('us-east-1', 'notebooks/jupyter-gpu:2.3'),
        daysAgo: 140,
        processor: 'GPU',
        guidance: 'STABLE',
        aliases: ['stable'],
      },
      // SageMaker takes images from ECR alone: this one fails.
      { base: 'nvcr.io/nvidia/pytorch:26.09-py3', daysAgo: 6, processor: 'GPU' },
    ],
  },
  {
    name: 'llm-fine-tuning',
    region: 'us-west-2',
    displayName: 'LLM fine-tuning',
    description: 'Training image for adapters',
    team: 'machine-learning',
    daysAgo: 80,
    versions: [
      { base: registry('us-west-2', 'training/llm:0.9'), daysAgo: 79, processor: 'GPU' },
      {
        base: registry('us-west-2', 'training/llm:1.0'),
        daysAgo: 17,
        processor: 'GPU',
        aliases: ['latest'],
        guidance: 'STABLE',
      },
    ],
  },
  {
    name: 'risk-models-r',
    region: 'eu-central-1',
    displayName: 'Risk models (R)',
    description: 'R with the packages of the risk team',
    team: 'risk',
    daysAgo: 210,
    versions: [
      { base: registry('eu-central-1', 'risk/r-base:4.4'), daysAgo: 205, guidance: 'TO_BE_ARCHIVED' },
      { base: registry('eu-central-1', 'risk/r-base:4.5'), daysAgo: 25, aliases: ['stable'], guidance: 'STABLE' },
    ],
  },
  {
    name: 'geo-analytics',
    region: 'eu-west-1',
    displayName: 'Geo analytics',
    description: 'GDAL and friends',
    team: 'data',
    daysAgo: 55,
    versions: [],
  },
];

/** Images and versions made by SageMaker itself at back-dated times, and app image configs for two of them. */
export function seedSagemaker(state: SandboxState, now: number): void {
  for (const plan of notebookImages) seedNotebookImage(state, plan, now);
  failImage(state, now);
  for (const name of ['jupyter-cpu', 'jupyter-gpu']) {
    const config = {
      AppImageConfigName: `${name}-config`,
      JupyterLabAppImageConfig: {
        FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
        ContainerConfig: { ContainerEnvironmentVariables: { PIP_INDEX_URL: 'https://pypi.example.com/simple' } },
      },
      Tags: [{ Key: 'team', Value: 'data' }],
    };
    callOperation(
      sagemaker,
      'CreateAppImageConfig',
      config,
      contextAt(state, { account, region: 'us-east-1' }, now - 290 * day),
    );
  }
}

function seedNotebookImage(state: SandboxState, plan: DemoNotebookImage, now: number): void {
  const place = { account, region: plan.region };
  const created = contextAt(state, place, now - plan.daysAgo * day);
  const image = {
    ImageName: plan.name,
    DisplayName: plan.displayName,
    Description: plan.description,
    RoleArn: `arn:aws:iam::${account}:role/sagemaker-images`,
    Tags: [
      { Key: 'team', Value: plan.team },
      { Key: 'owner', Value: `${plan.team}@example.com` },
      { Key: 'env', Value: 'production' },
    ],
  };
  callOperation(sagemaker, 'CreateImage', image, created);
  for (const version of plan.versions) {
    const input = {
      ImageName: plan.name,
      BaseImage: version.base,
      ClientToken: state.uuid(),
      Aliases: version.aliases,
      VendorGuidance: version.guidance,
      JobType: 'NOTEBOOK_KERNEL',
      ProgrammingLang: plan.name.endsWith('-r') ? 'R 4.5' : 'Python 3.12',
      Processor: version.processor ?? 'CPU',
    };
    callOperation(sagemaker, 'CreateImageVersion', input, contextAt(state, place, now - version.daysAgo * day + hour));
  }
}

/** An image whose role nobody can assume. */
function failImage(state: SandboxState, now: number): void {
  const place = { account, region: 'eu-west-1' };
  const ImageName = 'vision-labeling';
  const RoleArn = `arn:aws:iam::${account}:role/sagemaker-labeling-old`;
  callOperation(sagemaker, 'CreateImage', { ImageName, RoleArn }, contextAt(state, place, now - 3 * day));
  const table = state.table<ImageRecord>(place, imagesTable);
  const record = table.get(ImageName);
  if (!record) throw new Error(`The estate has no image ${ImageName}.`);
  const FailureReason = `Unable to assume role ${RoleArn}.`;
  table.set(ImageName, { ...record, status: 'CREATE_FAILED', image: { ...record.image, FailureReason } });
}
