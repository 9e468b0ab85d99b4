import { describe, expect, it } from 'vitest';
import { structuresOf } from '../../../kit/members.ts';
import { amazonLinux, clientToken, createTestBench } from '../test-bench.ts';

const base = 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-linux';

describe('recipes', () => {
  it('keep wildcards as given and count versions up', () => {
    const bench = createTestBench('real');
    expect(bench.createRecipe()).toBe(`${base}/1.0.0`);
    expect(bench.createRecipe({ semanticVersion: '1.0.x' })).toBe(`${base}/1.0.1`);
    expect(bench.createRecipe({ semanticVersion: '1.x.x' })).toBe(`${base}/1.1.0`);
    const answer = bench.call('GetImageRecipe', { imageRecipeArn: `${base}/x.x.x` });
    expect(answer.imageRecipe).toMatchObject({ arn: `${base}/1.1.0`, version: '1.1.0', parentImage: amazonLinux });
    expect(() => bench.createRecipe()).toThrow(`The following resource 'ImageRecipe' already exists: '${base}/1.0.0'.`);
  });

  it('take AMIs and parameters as parents, and refuse images that are not there', () => {
    const bench = createTestBench('real');
    bench.createRecipe({ name: 'From AMI', parentImage: 'ami-0123456789abcdef0' });
    const ssm = 'ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64';
    bench.createRecipe({ name: 'From parameter', parentImage: ssm });
    const windows = { name: 'Win', parentImage: 'ssm:/aws/service/ami-windows-latest/Windows_Server-2022' };
    expect(() => bench.createRecipe(windows)).toThrow(/is for Linux, the parent image is Windows/);
    const unknown = 'arn:aws:imagebuilder:us-east-1:aws:image/plan9/x.x.x';
    expect(() => bench.createRecipe({ name: 'No parent', parentImage: unknown })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
    const filters = [{ name: 'parentImage', values: [ssm] }];
    const listed = structuresOf(bench.call('ListImageRecipes', { filters }).imageRecipeSummaryList);
    expect(listed.map((recipe) => recipe.name)).toEqual(['From parameter']);
  });

  it('stay while a pipeline needs them, as its configurations do', () => {
    const bench = createTestBench('real');
    const imageRecipeArn = bench.createRecipe();
    const infrastructureConfigurationArn = bench.createInfrastructure();
    const { imagePipelineArn } = bench.call('CreateImagePipeline', {
      name: 'Nightly',
      imageRecipeArn: `${base}/1.x.x`,
      infrastructureConfigurationArn,
      clientToken: clientToken(),
    });
    const blocked = expect.objectContaining({ code: 'ResourceDependencyException', status: 400 });
    expect(() => bench.call('DeleteImageRecipe', { imageRecipeArn })).toThrow(blocked);
    const configuration = { infrastructureConfigurationArn };
    expect(() => bench.call('DeleteInfrastructureConfiguration', configuration)).toThrow(blocked);
    bench.call('DeleteImagePipeline', { imagePipelineArn });
    bench.call('DeleteImageRecipe', { imageRecipeArn });
    bench.call('DeleteInfrastructureConfiguration', configuration);
    expect(bench.call('ListInfrastructureConfigurations').infrastructureConfigurationSummaryList).toEqual([]);
  });
});
