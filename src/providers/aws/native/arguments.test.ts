import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { ec2, imagebuilder } from '../testing/models.ts';
import { type ArgumentTarget, bindArguments } from './arguments.ts';

const copy: ArgumentTarget = {
  model: ec2,
  operation: 'CopyImage',
  method: 'aws.ec2.images.image_Copy',
  verb: 'EXEC',
};
const create: ArgumentTarget = {
  model: imagebuilder,
  operation: 'CreateImage',
  method: 'aws.imagebuilder.images.create_image',
  verb: 'INSERT',
};
const needed = { Name: 'n', SourceImageId: 'ami-1', SourceRegion: 'us-east-1' };

function errorOf(run: () => unknown): SkyqlError {
  try {
    run();
  } catch (error) {
    if (error instanceof SkyqlError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

describe('bindArguments', () => {
  it('takes names in any spelling', () => {
    expect(bindArguments(copy, { name: 'n', source_image_id: 'ami-1', '@SourceRegion': 'us-east-1' })).toEqual(needed);
    expect(bindArguments(create, { data__InfrastructureConfigurationArn: 'arn' })).toEqual({
      infrastructureConfigurationArn: 'arn',
    });
  });

  it('takes names of the wire', () => {
    const describeImages = { ...copy, operation: 'DescribeImages' };
    expect(bindArguments(describeImages, { ImageId: 'ami-1' })).toEqual({ ImageIds: ['ami-1'] });
  });

  it('turns text into what the model wants', () => {
    expect(
      bindArguments(create, {
        infrastructureConfigurationArn: 'arn',
        imageTestsConfiguration: '{"ImageTestsEnabled": "true", "timeoutMinutes": "60"}',
        tags: { env: 'prod' },
        workflows: { WorkflowArn: 'arn:w' },
        enhancedImageMetadataEnabled: 'FALSE',
      }),
    ).toEqual({
      infrastructureConfigurationArn: 'arn',
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 60 },
      tags: { env: 'prod' },
      workflows: [{ workflowArn: 'arn:w' }],
      enhancedImageMetadataEnabled: false,
    });
  });

  it('takes a map for a list of tags', () => {
    expect(bindArguments(copy, { ...needed, TagSpecifications: { env: 'prod' } })).toMatchObject({
      TagSpecifications: [{ Key: 'env', Value: 'prod' }],
    });
  });

  it('names the missing parameters, the method and how to give them', () => {
    const error = errorOf(() => bindArguments(copy, { Name: 'n' }));
    expect(error.code).toBe('MISSING_PARAMETER');
    expect(error.message).toBe('aws.ec2.images.image_Copy needs the parameters SourceImageId, SourceRegion.');
    expect(error.hint).toContain("@SourceImageId = '...'");
  });

  it('does not ask for a token that it makes itself', () => {
    expect(() => bindArguments(create, { infrastructureConfigurationArn: 'arn' })).not.toThrow();
  });

  it('names the nearest parameters', () => {
    const error = errorOf(() => bindArguments(copy, { ...needed, SourceImage: 'ami-1' }));
    expect(error.code).toBe('UNKNOWN_PARAMETER');
    expect(error.hint).toContain('SourceImageId');
  });

  it.each([
    ['imageTestsConfiguration', 'yes', 'imageTestsConfiguration must be an object'],
    [
      'imageTestsConfiguration',
      { timeoutMinutes: 1.5 },
      'imageTestsConfiguration.timeoutMinutes must be a whole number',
    ],
    ['enhancedImageMetadataEnabled', 'maybe', 'enhancedImageMetadataEnabled must be true or false'],
    ['workflows', [{ workflowArn: 'a' }, 7], 'workflows[1] must be an object'],
  ])('refuses a wrong type of %s, with its path', (name, value, message) => {
    const error = errorOf(() => bindArguments(create, { infrastructureConfigurationArn: 'arn', [name]: value }));
    expect(error.code).toBe('INVALID_VALUE');
    expect(error.message).toContain(message);
  });

  it('refuses a structure without what it requires', () => {
    const error = errorOf(() =>
      bindArguments(create, { infrastructureConfigurationArn: 'arn', workflows: [{ onFailure: 'CONTINUE' }] }),
    );
    expect(error.message).toBe('workflows[0].workflowArn is required.');
  });
});
