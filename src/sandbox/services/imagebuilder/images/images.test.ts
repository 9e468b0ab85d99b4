import { describe, expect, it } from 'vitest';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { type ImageRecord, imagesTable } from '../../ec2/images/image-record.ts';
import { clientToken, componentData, createTestBench, type TestBench } from '../test-bench.ts';

const minute = 60_000;

function startImage(bench: TestBench, recipe = {}, image = {}): string {
  return bench.createImage({
    imageRecipeArn: bench.createRecipe(recipe),
    infrastructureConfigurationArn: bench.createInfrastructure(),
    ...image,
  });
}

const imageOf = (bench: TestBench, arn: string) =>
  structureOf(bench.call('GetImage', { imageBuildVersionArn: arn }).image);
const statusOf = (bench: TestBench, arn: string) => structureOf(imageOf(bench, arn).state).status;
const amisIn = (bench: TestBench, region = 'us-east-1', account = '111122223333') => [
  ...bench.state.table<ImageRecord>({ account, region }, imagesTable).values(),
];

describe('image builds', () => {
  it('pass every state on the real clock, and have no AMI before the last', () => {
    const bench = createTestBench('real');
    const arn = startImage(bench);
    expect(arn).toBe('arn:aws:imagebuilder:us-east-1:111122223333:image/golden-linux/1.0.0/1');
    const seen = new Set<unknown>();
    for (let step = 0; step < 130; step += 1) {
      seen.add(statusOf(bench, arn));
      expect(amisIn(bench)).toHaveLength(seen.has('AVAILABLE') ? 1 : 0);
      bench.pass(10_000);
    }
    expect([...seen]).toEqual([
      'PENDING',
      'CREATING',
      'BUILDING',
      'TESTING',
      'DISTRIBUTING',
      'INTEGRATING',
      'AVAILABLE',
    ]);
  });

  it('run 600 times as fast on the fast clock', () => {
    const bench = createTestBench('fast');
    const arn = startImage(bench);
    bench.pass(500);
    expect(statusOf(bench, arn)).toBe('BUILDING');
    bench.pass(2000);
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
  });

  it('are over at once on the instant clock', () => {
    const bench = createTestBench('instant');
    const arn = startImage(bench);
    expect(amisIn(bench)).toHaveLength(1);
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
  });

  it('put their AMI into EC2 once, when time passes or when they are read', () => {
    const bench = createTestBench('real');
    const arn = startImage(bench);
    bench.pass(10 * minute);
    bench.advance();
    expect(amisIn(bench)).toHaveLength(0);
    bench.pass(60 * minute);
    bench.advance();
    bench.advance();
    const [record] = amisIn(bench);
    expect(amisIn(bench)).toHaveLength(1);
    const [ami] = structuresOf(structureOf(imageOf(bench, arn).outputResources).amis);
    expect(ami).toMatchObject({ image: record?.image.ImageId, region: 'us-east-1', accountId: '111122223333' });
    expect(record?.image.Name).toMatch(/^Golden Linux 2026-11-21T12-18-10\.000001Z$/);
    expect(record?.image.Tags).toContainEqual({ Key: 'Ec2ImageBuilderArn', Value: arn });
    expect(record?.image.BlockDeviceMappings[0]?.Ebs?.SnapshotId).toMatch(/^snap-/);
  });

  it('skip tests that are switched off', () => {
    const bench = createTestBench('real');
    const arn = startImage(bench, {}, { imageTestsConfiguration: { imageTestsEnabled: false } });
    bench.pass(11 * minute);
    expect(statusOf(bench, arn)).toBe('DISTRIBUTING');
    expect(imageOf(bench, arn).imageTestsConfiguration).toEqual({ imageTestsEnabled: false, timeoutMinutes: 720 });
  });

  it.each(['real', 'fast', 'instant'] as const)('fail on a component that exits with an error (%s clock)', (mode) => {
    const bench = createTestBench(mode);
    const componentArn = bench.createComponent({ data: componentData('- exit 1') });
    const arn = startImage(bench, { components: [{ componentArn }] });
    bench.pass(60 * minute);
    bench.advance();
    expect(imageOf(bench, arn)).toMatchObject({
      state: {
        status: 'FAILED',
        reason: expect.stringMatching(
          /^SSM execution '[0-9a-f-]{36}' failed with status = 'Failed' and failure message = 'Document arn:aws:imagebuilder:us-east-1:111122223333:component\/harden-ssh\/1\.0\.0\/1 failed!'$/,
        ),
      },
      outputResources: { amis: [] },
    });
    expect(amisIn(bench)).toEqual([]);
  });

  it('fail in their tests on a test component, unless tests are off', () => {
    const bench = createTestBench('real');
    const componentArn = bench.createComponent({ data: componentData('- exit 1', 'test') });
    const arn = startImage(bench, { components: [{ componentArn }] });
    bench.pass(11 * minute);
    expect(statusOf(bench, arn)).toBe('TESTING');
    bench.pass(6 * minute);
    expect(statusOf(bench, arn)).toBe('FAILED');
    const untested = bench.createImage({
      imageRecipeArn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-linux/1.0.0',
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
      imageTestsConfiguration: { imageTestsEnabled: false },
    });
    bench.pass(60 * minute);
    expect(statusOf(bench, untested)).toBe('AVAILABLE');
    bench.call('RetryImage', { imageBuildVersionArn: arn, clientToken: clientToken() });
    expect(statusOf(bench, arn)).toBe('PENDING');
  });

  it('can be cancelled while they run, deleted when they have ended', () => {
    const bench = createTestBench('real');
    const arn = startImage(bench);
    expect(() => bench.call('DeleteImage', { imageBuildVersionArn: arn })).toThrow(
      expect.objectContaining({ code: 'ResourceDependencyException' }),
    );
    bench.call('CancelImageCreation', { imageBuildVersionArn: arn, clientToken: clientToken() });
    expect(statusOf(bench, arn)).toBe('CANCELLED');
    expect(() => bench.call('CancelImageCreation', { imageBuildVersionArn: arn, clientToken: clientToken() })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValueException' }),
    );
    bench.call('DeleteImage', { imageBuildVersionArn: arn });
    expect(() => bench.call('GetImage', { imageBuildVersionArn: arn })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException', status: 404 }),
    );
  });

  it('number builds of one version upwards, and answer the latest without a number', () => {
    const bench = createTestBench('instant');
    const first = startImage(bench);
    const settings = {
      imageRecipeArn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-linux/x.x.x',
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
    };
    const second = bench.createImage(settings);
    expect(second).toBe(first.replace(/1$/, '2'));
    expect(imageOf(bench, first.replace(/\/1$/, '')).arn).toBe(second);
    expect(imageOf(bench, first.replace(/1\.0\.0\/1$/, 'x.x.x')).version).toBe('1.0.0/2');
    bench.call('DeleteImage', { imageBuildVersionArn: second });
    expect(bench.createImage(settings)).toBe(first.replace(/1$/, '3'));
  });

  it('are distributed to regions and accounts under the name and with the permissions asked for', () => {
    const bench = createTestBench('instant');
    const distribution = bench.call('CreateDistributionConfiguration', {
      name: 'World',
      clientToken: clientToken(),
      distributions: [
        {
          region: 'us-east-1',
          amiDistributionConfiguration: {
            name: 'golden-{{ imagebuilder:buildDate }}',
            amiTags: { team: 'platform' },
            launchPermission: { userIds: ['444455556666'], userGroups: ['all'] },
          },
        },
        {
          region: 'eu-west-1',
          amiDistributionConfiguration: { kmsKeyId: 'alias/images', targetAccountIds: ['444455556666'] },
        },
      ],
    });
    const arn = startImage(bench, {}, { distributionConfigurationArn: distribution.distributionConfigurationArn });
    const amis = structuresOf(structureOf(imageOf(bench, arn).outputResources).amis);
    expect(amis.map((ami) => [ami.region, ami.accountId])).toEqual([
      ['us-east-1', '111122223333'],
      ['eu-west-1', '111122223333'],
      ['eu-west-1', '444455556666'],
    ]);
    const [home] = amisIn(bench);
    expect(home).toMatchObject({
      image: { Name: 'golden-2026-11-21T12-00-00.000001Z', Public: true },
      launchPermissions: [{ Group: 'all' }, { UserId: '444455556666' }],
    });
    expect(home?.image.Tags).toContainEqual({ Key: 'team', Value: 'platform' });
    const [copy] = amisIn(bench, 'eu-west-1');
    expect(copy?.image).toMatchObject({
      SourceImageId: home?.image.ImageId,
      SourceImageRegion: 'us-east-1',
      BlockDeviceMappings: [{ Ebs: { Encrypted: true, KmsKeyId: 'alias/images' } }],
    });
    expect(amisIn(bench, 'eu-west-1', '444455556666')[0]?.image.OwnerId).toBe('444455556666');
  });

  it('fail when an AMI of their name is there already', () => {
    const bench = createTestBench('instant');
    const distribution = bench.call('CreateDistributionConfiguration', {
      name: 'Same name',
      clientToken: clientToken(),
      distributions: [
        { region: 'us-east-1', amiDistributionConfiguration: { name: 'golden {{ imagebuilder:buildDate }}' } },
      ],
    });
    const { distributionConfigurationArn } = distribution;
    const first = startImage(bench, {}, { distributionConfigurationArn });
    // At the same moment, of another recipe, so that it is a first build too.
    const again = bench.createImage({
      imageRecipeArn: bench.createRecipe({ name: 'Other' }),
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
      distributionConfigurationArn,
    });
    expect(statusOf(bench, first)).toBe('AVAILABLE');
    expect(imageOf(bench, again).state).toMatchObject({
      status: 'FAILED',
      reason: expect.stringMatching(/AMI name golden 2026-\S+Z is already in use by AMI ami-/),
    });
  });

  it('can build on an image of the account', () => {
    const bench = createTestBench('instant');
    const parent = startImage(bench);
    const child = bench.createImage({
      imageRecipeArn: bench.createRecipe({ name: 'Web', parentImage: parent.replace(/1\.0\.0\/1$/, 'x.x.x') }),
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
    });
    const image = imageOf(bench, child);
    expect(structureOf(image.imageRecipe).parentImage).toBe(parent);
    expect(image.imageSource).toBe('CUSTOM');
    const [parentAmi] = structuresOf(structureOf(imageOf(bench, parent).outputResources).amis);
    const childAmi = amisIn(bench).find((record) => record.image.Name.startsWith('Web'));
    expect(childAmi?.image.SourceImageId).toBe(textOf(parentAmi?.image));
  });
});
