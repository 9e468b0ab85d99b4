import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../aws/service-model.ts';
import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../kit/members.ts';
import type { SandboxService, SandboxState } from '../service.ts';
import { ec2 } from '../services/ec2/ec2.ts';
import { type ImageRecord, imagesTable } from '../services/ec2/images/image-record.ts';
import { type InstanceRecord, instancesTable } from '../services/ec2/instances/instance-record.ts';
import { type SnapshotRecord, snapshotsTable } from '../services/ec2/snapshots/snapshot-record.ts';
import { ecr } from '../services/ecr/ecr.ts';
import { iam } from '../services/iam/iam.ts';
import { imagebuilder } from '../services/imagebuilder/imagebuilder.ts';
import { rbin } from '../services/rbin/rbin.ts';
import { s3 } from '../services/s3/s3.ts';
import { type ImageVersionRecord, imageVersionsTable } from '../services/sagemaker/records.ts';
import { secretsmanager } from '../services/secretsmanager/secretsmanager.ts';
import { ssm } from '../services/ssm/ssm.ts';
import { createState } from '../state/create-state.ts';
import { seedDemo } from './demo.ts';
import { demoPipelines } from './demo-pipelines.ts';
import { demoAccounts, demoRegions, otherAccounts } from './estate.ts';
import { hour } from './seed-context.ts';

const day = 24 * 3_600_000;
const now = Date.parse('2026-11-21T12:00:00.000Z');

function estate(at = now, seed = 1): SandboxState {
  const state = createState(seed);
  seedDemo(state, { now: () => at });
  return state;
}

function recordsOf<Kept>(state: SandboxState, table: string): readonly Kept[] {
  const accounts: readonly string[] = Object.values(demoAccounts);
  return state
    .places(table)
    .filter(({ account }) => accounts.includes(account))
    .flatMap((place) => [...state.table<Kept>(place, table).values()]);
}

/** Everything in these tables, without what only a clock decides. */
function contentsOf(state: SandboxState): string {
  const tables = [imagesTable, instancesTable, snapshotsTable, imageVersionsTable, 'imagebuilder.images'];
  return JSON.stringify(tables.map((table) => recordsOf(state, table)));
}

describe('the demo estate', () => {
  const state = estate();
  const images = recordsOf<ImageRecord>(state, imagesTable);

  it('has what stands around images: roles, container images, a parameter, a secret, a bucket', () => {
    const place = { account: demoAccounts.production, region: 'us-east-1' };
    const ask = (service: SandboxService, operation: string, input: WireStructure = {}) =>
      callOperation(service, operation, input, contextAt(state, place, now));
    const { Roles } = ask(iam, 'ListRoles');
    expect(structuresOf(Roles).map(({ RoleName }) => RoleName)).toContain('sagemaker-images');
    const repositoryName = 'sagemaker/notebooks';
    const { imageDetails } = ask(ecr, 'DescribeImages', { repositoryName });
    expect(
      structuresOf(imageDetails)
        .flatMap(({ imageTags }) => textsOf(imageTags))
        .toSorted(),
    ).toEqual(['1.0.0', '1.1.0']);
    const scanned = ask(ecr, 'DescribeImageScanFindings', { repositoryName, imageId: { imageTag: '1.1.0' } });
    expect(scanned).toMatchObject({ imageScanStatus: { status: 'COMPLETE' } });
    const { Parameter } = ask(ssm, 'GetParameter', { Name: '/golden/latest' });
    const { Value } = structureOf(Parameter);
    expect(ask(ec2, 'DescribeImages', { ImageIds: [Value ?? ''] })).toMatchObject({ Images: [{ State: 'available' }] });
    expect(ask(secretsmanager, 'GetSecretValue', { SecretId: 'payments/database' })).toHaveProperty('SecretString');
    expect(ask(s3, 'ListObjectsV2', { Bucket: `image-builder-logs-${place.account}` })).toMatchObject({ KeyCount: 1 });
  });

  it('has what is found about images: a bin, a lineage, uses elsewhere, findings, executions of policies, failed steps', () => {
    const at = (account: string, region = 'us-east-1') => {
      const context = contextAt(state, { account, region }, now);
      return (service: SandboxService, operation: string, input: WireStructure = {}) =>
        callOperation(service, operation, input, context);
    };
    const production = at(demoAccounts.production);
    const build = at(demoAccounts.build);
    const inBin = structuresOf(production(ec2, 'ListImagesInRecycleBin').Images);
    expect(inBin).toMatchObject([{ Name: 'checkout-web-rollback' }]);
    expect(production(rbin, 'ListRules', { ResourceType: 'EC2_IMAGE' }).Rules).toHaveLength(1);

    const ownerOf = new Map(images.map(({ image }) => [image.ImageId, image.OwnerId]));
    const own = state.table<ImageRecord>({ account: demoAccounts.production, region: 'us-east-1' }, imagesTable);
    const lineages = [...own.values()].map(({ image: { ImageId } }) =>
      structuresOf(production(ec2, 'GetImageAncestry', { ImageId }).ImageAncestryEntries).map((entry) =>
        ownerOf.get(textOf(entry.ImageId) ?? ''),
      ),
    );
    expect(lineages).toContainEqual([demoAccounts.production, demoAccounts.build, undefined]);
    const { ImageUsageReportEntries } = production(ec2, 'DescribeImageUsageReportEntries');
    expect(ImageUsageReportEntries).toMatchObject([{ AccountId: otherAccounts.partner, UsageCount: 2 }]);

    expect(structuresOf(build(imagebuilder, 'ListImageScanFindings').findings).length).toBeGreaterThan(0);
    const recipes = at(demoAccounts.build, 'eu-west-1')(imagebuilder, 'ListContainerRecipes');
    expect(structuresOf(recipes.containerRecipeSummaryList).length).toBeGreaterThan(0);
    const policies = structuresOf(build(imagebuilder, 'ListLifecyclePolicies').lifecyclePolicySummaryList);
    const executions = policies.flatMap(({ arn = '' }) =>
      structuresOf(build(imagebuilder, 'ListLifecycleExecutions', { resourceArn: arn }).lifecycleExecutions),
    );
    expect(executions).toMatchObject([
      { state: { status: 'SUCCESS' }, resourcesImpactedSummary: { hasImpactedResources: true } },
    ]);
    const built = structuresOf(build(imagebuilder, 'ListImages').imageVersionList).flatMap(({ arn = '' }) =>
      structuresOf(build(imagebuilder, 'ListImageBuildVersions', { imageVersionArn: arn }).imageSummaryList),
    );
    const broken = built.filter((image) => structureOf(image.state).status === 'FAILED');
    const steps = broken.flatMap(({ arn: imageBuildVersionArn = '' }) => {
      const { workflowExecutions } = build(imagebuilder, 'ListWorkflowExecutions', { imageBuildVersionArn });
      return structuresOf(workflowExecutions).flatMap(({ workflowExecutionId = '' }) =>
        structuresOf(build(imagebuilder, 'ListWorkflowStepExecutions', { workflowExecutionId }).steps),
      );
    });
    const failed = steps.filter(({ status }) => status === 'FAILED');
    expect(failed.map(({ message }) => textOf(message))).toContainEqual(expect.stringContaining('failed'));
  });

  it('is the same every time', () => {
    expect(contentsOf(estate())).toBe(contentsOf(state));
  });

  it('can be made on any day', () => {
    for (let offset = 0; offset < 400; offset += 41) {
      const later = estate(now + offset * day + offset * 3_333_333);
      expect(recordsOf(later, imagesTable)).toHaveLength(images.length);
      for (const { image } of recordsOf<ImageRecord>(later, imagesTable)) {
        expect(Date.parse(image.CreationDate)).toBeLessThanOrEqual(now + offset * day + offset * 3_333_333);
      }
    }
  });

  it('has images of two accounts in four regions', () => {
    expect(images.length).toBeGreaterThanOrEqual(150);
    expect(images.length).toBeLessThanOrEqual(250);
    for (const account of Object.values(demoAccounts)) {
      for (const region of demoRegions) expect(state.table({ account, region }, imagesTable).size).toBeGreaterThan(5);
    }
  });

  const age = ({ image }: ImageRecord) => (now - Date.parse(image.CreationDate)) / day;
  it.each<[string, (record: ImageRecord) => boolean]>([
    ['public', ({ image }) => image.Public],
    ['older than 90 days', (record) => age(record) > 90],
    ['older than a year', (record) => age(record) > 365],
    ['new', (record) => age(record) < 7],
    ['deprecated', ({ image }) => image.DeprecationTime !== undefined && Date.parse(image.DeprecationTime) < now],
    ['to be deprecated', ({ image }) => image.DeprecationTime !== undefined && Date.parse(image.DeprecationTime) > now],
    ['encrypted', ({ image }) => image.BlockDeviceMappings.some(({ Ebs }) => Ebs?.Encrypted === true)],
    ['not encrypted', ({ image }) => image.BlockDeviceMappings.some(({ Ebs }) => Ebs?.Encrypted === false)],
    ['for Graviton', ({ image }) => image.Architecture === 'arm64'],
    ['Windows', ({ image }) => image.Platform === 'windows'],
    ['tagged', ({ image }) => image.Tags?.some(({ Key }) => Key === 'team') === true],
    ['untagged', ({ image }) => image.Tags === undefined],
    ['never launched', ({ image, launched }) => image.LastLaunchedTime === undefined && launched === undefined],
    ['launched', ({ image, launched }) => image.LastLaunchedTime !== undefined || launched !== undefined],
    ['shared', ({ launchPermissions }) => launchPermissions.some(({ UserId }) => UserId === otherAccounts.partner)],
    ['failed', ({ image }) => image.State === 'failed' && image.StateReason !== undefined],
    ['disabled', ({ image }) => image.State === 'disabled'],
    ['protected', ({ image }) => image.DeregistrationProtection === 'enabled-with-cooldown'],
    ['made by Image Builder', ({ image }) => image.Tags?.some(({ Key }) => Key === 'Ec2ImageBuilderArn') === true],
  ])('has images that are %s', (_, test) => {
    expect(images.filter(test).length).toBeGreaterThan(0);
  });

  it('has instances of own images, of images that are gone and of a stranger', () => {
    const ids = new Map(images.map(({ image }) => [image.ImageId, image.OwnerId]));
    const instances = recordsOf<InstanceRecord>(state, instancesTable);
    expect(instances.filter(({ instance }) => ids.has(instance.ImageId)).length).toBeGreaterThan(10);
    expect(instances.filter(({ image }) => image.OwnerId === otherAccounts.stranger)).toHaveLength(1);
    const gone = instances.filter(
      ({ instance, image }) => image.OwnerId === demoAccounts.production && !ids.has(instance.ImageId),
    );
    expect(gone).toHaveLength(1);
  });

  it('has snapshots that no image uses', () => {
    const used = new Set(images.flatMap(({ image }) => image.BlockDeviceMappings.map(({ Ebs }) => Ebs?.SnapshotId)));
    const orphans = recordsOf<SnapshotRecord>(state, snapshotsTable).filter(
      ({ snapshot }) => !used.has(snapshot.SnapshotId),
    );
    expect(orphans.length).toBeGreaterThanOrEqual(20);
  });

  it('has builds that succeeded and builds that failed', () => {
    const builds = recordsOf<{ readonly end?: { readonly state: { readonly status: string } } }>(
      state,
      'imagebuilder.images',
    );
    const statuses = builds.map(({ end }) => end?.state.status);
    expect(statuses.filter((status) => status === 'FAILED').length).toBeGreaterThan(3);
    expect(statuses.filter((status) => status === 'AVAILABLE').length).toBeGreaterThan(15);
    expect(statuses).not.toContain(undefined);
  });

  it('lets whoever starts its pipelines have new images, time and again', () => {
    const started = estate();
    for (const pipeline of demoPipelines.filter(({ builds }) => builds.at(-1)?.fails !== true)) {
      for (const hours of [0, 3]) {
        const context = contextAt(started, pipeline.place, now + hours * hour);
        const { imagePipelineList } = callOperation(imagebuilder, 'ListImagePipelines', {}, context) as {
          imagePipelineList: readonly { readonly name: string; readonly arn: string }[];
        };
        const imagePipelineArn = imagePipelineList.find(({ name }) => name === pipeline.name)?.arn ?? '';
        const start = { imagePipelineArn, clientToken: started.uuid() };
        const { imageBuildVersionArn } = callOperation(imagebuilder, 'StartImagePipelineExecution', start, context);
        const later = contextAt(started, pipeline.place, now + (hours + 2) * hour);
        expect(callOperation(imagebuilder, 'GetImage', { imageBuildVersionArn }, later)).toMatchObject({
          image: { state: { status: 'AVAILABLE' } },
        });
      }
    }
  });

  it('has a SageMaker image version that failed', () => {
    const versions = recordsOf<ImageVersionRecord>(state, imageVersionsTable);
    expect(versions.filter(({ status }) => status === 'CREATE_FAILED')).toHaveLength(1);
    expect(versions.some(({ aliases }) => aliases.includes('stable'))).toBe(true);
  });
});
