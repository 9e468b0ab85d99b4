import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { clientToken, createTestBench } from '../test-bench.ts';

const other = { account: '444455556666' };

function policy(
  resource: string,
  principal: WireStructure | string = { AWS: other.account },
  effect = 'Allow',
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: effect, Principal: principal, Action: ['imagebuilder:Get*', 'imagebuilder:List*'], Resource: resource },
    ],
  });
}

const notFound = expect.objectContaining({ code: 'ResourceNotFoundException' });

describe('a resource that is shared', () => {
  it('can be read, listed and used by the account that its policy names', () => {
    const bench = createTestBench('instant');
    const componentArn = bench.createComponent();
    const read = () => bench.call('GetComponent', { componentBuildVersionArn: componentArn }, other);
    expect(read).toThrow(notFound);
    bench.call('PutComponentPolicy', { componentArn, policy: policy(componentArn) });
    expect(structureOf(read().component)).toMatchObject({ arn: componentArn, owner: '111122223333' });
    expect(() =>
      bench.call('GetComponent', { componentBuildVersionArn: componentArn }, { account: '777788889999' }),
    ).toThrow(notFound);
    const listed = (owner: string) =>
      structuresOf(bench.call('ListComponents', { owner }, other).componentVersionList).map((each) => each.name);
    expect(listed('Shared')).toEqual(['Harden SSH']);
    expect(listed('Self')).toEqual([]);
    const recipe = bench.call(
      'CreateImageRecipe',
      {
        name: 'Web',
        semanticVersion: '1.0.0',
        parentImage: 'ami-0123456789abcdef0',
        components: [{ componentArn: componentArn.replace('1.0.0/1', 'x.x.x') }],
        clientToken: clientToken(),
      },
      other,
    );
    expect(recipe.imageRecipeArn).toBe('arn:aws:imagebuilder:us-east-1:444455556666:image-recipe/web/1.0.0');
    expect(() => bench.call('DeleteComponent', { componentBuildVersionArn: componentArn }, other)).toThrow(notFound);
  });

  it('shows images and recipes too, images as parents', () => {
    const bench = createTestBench('instant');
    const imageRecipeArn = bench.createRecipe();
    const imageArn = bench.createImage({
      imageRecipeArn,
      infrastructureConfigurationArn: bench.createInfrastructure(),
    });
    bench.call('PutImagePolicy', { imageArn, policy: policy(imageArn, { AWS: `arn:aws:iam::${other.account}:root` }) });
    bench.call('PutImageRecipePolicy', { imageRecipeArn, policy: policy('*', '*') });
    const image = structureOf(bench.call('GetImage', { imageBuildVersionArn: imageArn }, other).image);
    expect(image).toMatchObject({ arn: imageArn, state: { status: 'AVAILABLE' } });
    expect(bench.call('ListImages', { owner: 'Shared' }, other).imageVersionList).toMatchObject([
      { arn: imageArn.replace(/\/1$/, ''), owner: '111122223333' },
    ]);
    expect(
      bench.call('ListImageBuildVersions', { imageVersionArn: imageArn.replace(/\/1$/, '') }, other).imageSummaryList,
    ).toMatchObject([{ arn: imageArn, owner: '111122223333' }]);
    expect(bench.call('ListImageRecipes', { owner: 'Shared' }, other).imageRecipeSummaryList).toMatchObject([
      { arn: imageRecipeArn },
    ]);
    expect(bench.call('GetImageRecipe', { imageRecipeArn }, other).imageRecipe).toMatchObject({ name: 'Golden Linux' });
    const child = {
      name: 'Child',
      semanticVersion: '1.0.0',
      parentImage: imageArn,
      components: [{ componentArn: 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x' }],
      clientToken: clientToken(),
    };
    expect(textOf(bench.call('CreateImageRecipe', child, other).imageRecipeArn)).toContain(':444455556666:');
  });

  it('is shared no more when a statement denies it, it is in another region or it is gone', () => {
    const bench = createTestBench('instant');
    const componentArn = bench.createComponent();
    const put = (text: string) => bench.call('PutComponentPolicy', { componentArn, policy: text });
    const shared = (place = {}) =>
      structuresOf(bench.call('ListComponents', { owner: 'Shared' }, { ...other, ...place }).componentVersionList)
        .length;
    put(policy(componentArn));
    expect(shared()).toBe(1);
    expect(shared({ region: 'eu-west-1' })).toBe(0);
    put(policy(componentArn, { AWS: '*' }, 'Deny'));
    expect(shared()).toBe(0);
    put(policy(componentArn));
    expect(() => bench.call('DeleteComponent', { componentBuildVersionArn: componentArn })).toThrow(
      expect.objectContaining({ code: 'ResourceDependencyException' }),
    );
    put('{"Version":"2012-10-17","Statement":[]}');
    bench.call('DeleteComponent', { componentBuildVersionArn: componentArn });
    bench.createComponent();
    expect(shared()).toBe(0);
  });
});
