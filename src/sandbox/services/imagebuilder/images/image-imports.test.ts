import { describe, expect, it } from 'vitest';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { clientToken, createTestBench, type TestBench } from '../test-bench.ts';

const imageOf = (bench: TestBench, arn: unknown) =>
  structureOf(bench.call('GetImage', { imageBuildVersionArn: String(arn) }).image);

describe('images without a recipe', () => {
  it('come from virtual machines and disks', () => {
    const bench = createTestBench('instant');
    const vm = bench.call('ImportVmImage', {
      name: 'Old Server',
      semanticVersion: '1.0.0',
      platform: 'Linux',
      osVersion: 'Ubuntu 22',
      vmImportTaskId: 'import-ami-0123456789abcdef0',
      clientToken: clientToken(),
    });
    expect(imageOf(bench, vm.imageArn)).toMatchObject({
      name: 'Old Server',
      state: { status: 'AVAILABLE' },
      buildType: 'IMPORT',
      imageSource: 'IMPORTED',
      osVersion: 'Ubuntu 22',
    });
    const disk = bench.call('ImportDiskImage', {
      name: 'Desktop',
      semanticVersion: '1.0.0',
      platform: 'Windows',
      osVersion: 'Microsoft Windows 11',
      infrastructureConfigurationArn: bench.createInfrastructure(),
      uri: 's3://disks/windows.iso',
      clientToken: clientToken(),
    });
    expect(imageOf(bench, disk.imageBuildVersionArn)).toMatchObject({ buildType: 'IMPORT_ISO', platform: 'Windows' });
  });

  it('are distributed again as another build of their version', () => {
    const bench = createTestBench('instant');
    const source = bench.createImage({
      imageRecipeArn: bench.createRecipe(),
      infrastructureConfigurationArn: bench.createInfrastructure(),
    });
    const { distributionConfigurationArn } = bench.call('CreateDistributionConfiguration', {
      name: 'Europe',
      distributions: [{ region: 'eu-west-1' }],
      clientToken: clientToken(),
    });
    const answer = bench.call('DistributeImage', {
      sourceImage: source,
      distributionConfigurationArn,
      executionRole: 'image-builder',
      clientToken: clientToken(),
    });
    expect(textOf(answer.imageBuildVersionArn)).toBe(source.replace(/1$/, '2'));
    const { outputResources } = imageOf(bench, answer.imageBuildVersionArn);
    expect(structuresOf(structureOf(outputResources).amis).map((ami) => ami.region)).toEqual(['eu-west-1']);
  });
});
