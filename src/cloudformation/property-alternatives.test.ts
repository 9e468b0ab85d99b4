import { describe, expect, it } from 'vitest';
import { excludingProperties, missingProperties } from './property-alternatives.ts';

// AWS::ImageBuilder::ImagePipeline and ::Image.
const pipeline = {
  required: ['InfrastructureConfigurationArn'],
  oneOf: [
    { required: ['Name', 'ContainerRecipeArn', 'InfrastructureConfigurationArn'] },
    { required: ['Name', 'ImageRecipeArn', 'InfrastructureConfigurationArn'] },
  ],
};
const image = {
  oneOf: [
    { required: ['ContainerRecipeArn', 'InfrastructureConfigurationArn'] },
    { required: ['ImageRecipeArn', 'InfrastructureConfigurationArn'] },
    { required: ['ImagePipelineExecutionSettings'] },
  ],
};

describe('missingProperties', () => {
  it.each([
    [pipeline, [], 'InfrastructureConfigurationArn, Name, ContainerRecipeArn or ImageRecipeArn'],
    [pipeline, ['Name', 'InfrastructureConfigurationArn'], 'ContainerRecipeArn or ImageRecipeArn'],
    [pipeline, ['Name', 'InfrastructureConfigurationArn', 'ImageRecipeArn'], ''],
    [image, ['ImageRecipeArn'], 'InfrastructureConfigurationArn'],
    [image, ['ImagePipelineExecutionSettings'], ''],
    [
      image,
      [],
      'ContainerRecipeArn and InfrastructureConfigurationArn or ImageRecipeArn and InfrastructureConfigurationArn or ImagePipelineExecutionSettings',
    ],
    [{ required: ['ImageName'] }, [], 'ImageName'],
    [{}, [], ''],
    [{ anyOf: [{}, { required: ['A'] }] }, [], ''],
  ])('%j of which %j are given lacks "%s"', (schema, given, missing) => {
    expect(missingProperties(schema, given).join(', ')).toBe(missing);
  });
});

describe('excludingProperties', () => {
  const both = ['Name', 'InfrastructureConfigurationArn', 'ImageRecipeArn', 'ContainerRecipeArn'];
  it('names those of which the type takes one', () => {
    expect(excludingProperties(pipeline, both)).toEqual(['ContainerRecipeArn, ImageRecipeArn']);
    expect(excludingProperties(pipeline, both.slice(0, 3))).toEqual([]);
    expect(excludingProperties({}, both)).toEqual([]);
  });
});
