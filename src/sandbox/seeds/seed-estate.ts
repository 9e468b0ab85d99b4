import type { WireStructure } from '../../aws/service-model.ts';
import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import { isoTime } from '../kit/members.ts';
import type { Tag } from '../kit/tags/tag.ts';
import type { Populate } from '../sandbox.ts';
import type { Place, SandboxState } from '../service.ts';
import { type ImageRecord, type ImageStructure, imagesTable } from '../services/ec2/images/image-record.ts';
import { ensurePublicImages } from '../services/ec2/images/public/public-images.ts';
import { type SnapshotRecord, snapshotsTable } from '../services/ec2/snapshots/snapshot-record.ts';
import { imagebuilder } from '../services/imagebuilder/imagebuilder.ts';
import { type RandomSource, seededRandom } from '../state/seeded-random.ts';
import { demoAccounts, demoRegions, otherAccounts } from './estate.ts';
import { dateOf, day } from './seed-context.ts';

const accounts = [demoAccounts.production, demoAccounts.build, otherAccounts.partner] as const;
const teams = ['payments', 'platform', 'search', 'data', 'mobile', 'risk', 'media', 'identity'] as const;
const environments = ['production', 'staging', 'test'] as const;
const oldest = 1_500;
const mostPipelines = 50;

/** What an image is made of; many are alike, so that they share these. */
const systems = [
  { name: 'al2023-x86', architecture: 'x86_64', parent: 'amazon-linux-2023-x86', windows: false },
  { name: 'al2023-arm', architecture: 'arm64', parent: 'amazon-linux-2023-arm64', windows: false },
  { name: 'ubuntu-2404', architecture: 'x86_64', parent: 'ubuntu-server-24-lts-x86', windows: false },
  { name: 'windows-2022', architecture: 'x86_64', parent: 'windows-server-2022-english-full-base-x86', windows: true },
] as const;

/**
 * A generated estate: so many images in each region of the demo, spread over accounts, ages, states, tags and pipelines.
 * The same for the same number, but for the time, to which all ages are relative.
 */
export function seedEstate(imagesInRegion: number): Populate {
  return (state, clock) => {
    const now = clock.now();
    const random = seededRandom(imagesInRegion);
    for (const region of demoRegions) {
      ensurePublicImages(state, region, now);
      const pipelines = Math.min(mostPipelines, Math.ceil(imagesInRegion / 20));
      for (let index = 0; index < pipelines; index += 1) seedPipeline(state, region, index, now);
      for (let index = 0; index < imagesInRegion; index += 1) {
        seedGeneratedImage({ state, region, index, pipelines, now, random });
      }
    }
  };
}

const systemOf = (index: number) => systems[index % systems.length] ?? systems[0];
const teamOf = (index: number) => teams[index % teams.length] ?? teams[0];
const pipelineName = (index: number) => `${teamOf(index)}-${systemOf(index).name}-${index}`;

function seedPipeline(state: SandboxState, region: string, index: number, now: number): void {
  const context = contextAt(state, { account: demoAccounts.build, region }, now - oldest * day);
  const create = (operation: string, input: WireStructure) =>
    callOperation(imagebuilder, operation, { ...input, clientToken: state.uuid() }, context);
  const name = pipelineName(index);
  const tags = { team: teamOf(index) };
  const recipe = create('CreateImageRecipe', {
    name,
    semanticVersion: '1.0.0',
    parentImage: `arn:aws:imagebuilder:${region}:aws:image/${systemOf(index).parent}/x.x.x`,
    components: [
      {
        componentArn: `arn:aws:imagebuilder:${region}:aws:component/update-${systemOf(index).windows ? 'windows' : 'linux'}/x.x.x`,
      },
    ],
    tags,
  });
  const infrastructure = create('CreateInfrastructureConfiguration', {
    name: `${name}-hosts`,
    instanceProfileName: 'image-builder-instance-profile',
    tags,
  });
  create('CreateImagePipeline', {
    name,
    imageRecipeArn: recipe.imageRecipeArn,
    infrastructureConfigurationArn: infrastructure.infrastructureConfigurationArn,
    status: index % 7 === 3 ? 'DISABLED' : 'ENABLED',
    tags,
  });
}

interface GeneratedImage {
  readonly state: SandboxState;
  readonly region: string;
  readonly index: number;
  readonly pipelines: number;
  readonly now: number;
  readonly random: RandomSource;
}

function seedGeneratedImage({ state, region, index, pipelines, now, random }: GeneratedImage): void {
  // More of them are young than old.
  const age = Math.floor(random() ** 2 * oldest * day);
  const created = isoTime(now - age);
  const draw = random();
  const account = accounts[draw < 0.6 ? 0 : draw < 0.9 ? 1 : 2];
  const place: Place = { account, region };
  const pipeline = pipelines > 0 && random() < 0.7 ? Math.floor(random() * pipelines) : undefined;
  const team = pipeline ?? Math.floor(random() * teams.length);
  const system = systemOf(pipeline ?? index);
  const name = `${pipeline === undefined ? `${teamOf(team)}-${system.name}` : pipelineName(pipeline)}-${dateOf(now - age)}-${index}`;
  const fate = random();
  const isFailed = fate < 0.02;
  const id = state.identifier('ami-', 17);
  const size = 8 * (1 + Math.floor(random() * 12));
  const encrypted = random() < 0.7;
  const tags = random() < 0.15 ? undefined : tagsOf(name, team, pipeline, random);
  const sharing = random();
  const image: ImageStructure = {
    ImageId: id,
    Name: name,
    OwnerId: account,
    State: isFailed ? 'failed' : fate < 0.05 ? 'disabled' : 'available',
    ...(isFailed && { StateReason: failure }),
    CreationDate: created,
    ImageLocation: `${account}/${name}`,
    Public: sharing < 0.002,
    Architecture: system.architecture,
    ImageType: 'machine',
    PlatformDetails: system.windows ? 'Windows' : 'Linux/UNIX',
    UsageOperation: system.windows ? 'RunInstances:0002' : 'RunInstances',
    ...(system.windows && { Platform: 'windows' }),
    BlockDeviceMappings: [
      {
        DeviceName: system.windows ? '/dev/sda1' : '/dev/xvda',
        Ebs: {
          ...(!isFailed && { SnapshotId: seedSnapshot(state, place, { id, size, encrypted, created }) }),
          VolumeSize: size,
          VolumeType: age > 700 * day ? 'gp2' : 'gp3',
          DeleteOnTermination: true,
          Encrypted: encrypted,
        },
      },
    ],
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: system.windows ? '/dev/sda1' : '/dev/xvda',
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    BootMode: system.architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
    ...(age < 900 * day && { ImdsSupport: 'v2.0' }),
    ...(fate > 0.5 && { DeprecationTime: isoTime(Math.floor((now - age + 730 * day) / 60_000) * 60_000) }),
    DeregistrationProtection: fate > 0.97 ? 'enabled-with-cooldown' : 'disabled',
    ...(random() < 0.6 && { LastLaunchedTime: isoTime(now - Math.floor(random() * age)) }),
    ...(tags && { Tags: tags }),
  };
  const launchPermissions = image.Public ? everybody : sharing < 0.05 ? partner : nobody;
  state.table<ImageRecord>(place, imagesTable).set(id, { image, launchPermissions });
}

const failure = { Code: 'Client.InternalError', Message: 'Client.InternalError: Client error on launch' };
const everybody = [{ Group: 'all' }] as const;
const partner = [{ UserId: otherAccounts.partner }];
const nobody: ImageRecord['launchPermissions'] = [];
const sharedTags = new Map<string, Tag>();

function tagsOf(name: string, team: number, pipeline: number | undefined, random: RandomSource): readonly Tag[] {
  const environment = environments[Math.floor(random() * environments.length)] ?? 'test';
  return [
    { Key: 'Name', Value: name },
    sharedTag('env', environment),
    sharedTag('team', teamOf(team)),
    sharedTag('owner', `${teamOf(team)}@example.com`),
    ...(pipeline === undefined ? [] : [sharedTag('pipeline', pipelineName(pipeline))]),
  ];
}

/** Records never change in place, so that 100,000 of them can have the same tag. */
function sharedTag(Key: string, Value: string): Tag {
  const known = sharedTags.get(`${Key}=${Value}`) ?? { Key, Value };
  sharedTags.set(`${Key}=${Value}`, known);
  return known;
}

interface SnapshotOfImage {
  readonly id: string;
  readonly size: number;
  readonly encrypted: boolean;
  readonly created: string;
}

function seedSnapshot(state: SandboxState, place: Place, { id, size, encrypted, created }: SnapshotOfImage): string {
  const SnapshotId = state.identifier('snap-', 17);
  const snapshot: SnapshotRecord['snapshot'] = {
    SnapshotId,
    OwnerId: place.account,
    VolumeId: 'vol-ffffffff',
    VolumeSize: size,
    State: 'completed',
    Progress: '100%',
    StartTime: created,
    CompletionTime: created,
    Encrypted: encrypted,
    StorageTier: 'standard',
    Description: `Created for ${id}`,
  };
  state.table<SnapshotRecord>(place, snapshotsTable).set(SnapshotId, { snapshot });
  return SnapshotId;
}
