import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../../../aws/model-store.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import { loadSchema } from '../../../catalog/schema-store.ts';
import { createServices } from '../../services/index.ts';
import { faultsOf } from './faults-of.ts';
import { refuseInvalidInput } from './refuse-invalid-input.ts';

const services = createServices(loadSchema);

const refusal = (name: string, operation: string, input: WireStructure) => {
  const service = services.find((each) => each.service === name);
  if (service === undefined) throw new Error(`no service ${name}`);
  const model = loadServiceModelSync(name);
  try {
    refuseInvalidInput(faultsOf(service, model), model, operation, input);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('refuseInvalidInput', () => {
  it.each([
    [
      'imagebuilder',
      'GetImage',
      { imageBuildVersionArn: 'x' },
      'InvalidParameterValueException',
      /^The value supplied for parameter 'imageBuildVersionArn' is not valid\. 'imageBuildVersionArn' must match pattern \^arn:aws/,
    ],
    ['imagebuilder', 'GetImage', {}, 'InvalidRequestException', /'imageBuildVersionArn' must not be null$/],
    [
      'imagebuilder',
      'ListImages',
      { maxResults: 26 },
      'InvalidParameterValueException',
      /'maxResults' must have value less than or equal to 25$/,
    ],
    [
      'sagemaker',
      'DescribeImage',
      { ImageName: '-' },
      'ValidationException',
      /^1 validation error detected: Value '-' at 'imageName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ],
    [
      'cloudcontrol',
      'GetResource',
      { TypeName: 'AWS::EC2::VPC' },
      'ValidationException',
      "1 validation error detected: Value null at 'identifier' failed to satisfy constraint: Member must not be null",
    ],
    [
      'cloudcontrol',
      'ListResources',
      { TypeName: 'AWS::EC2::VPC', MaxResults: 101 },
      'ValidationException',
      /'maxResults'/,
    ],
    ['sts', 'AssumeRole', { RoleArn: 'x', RoleSessionName: 'me' }, 'ValidationError', /'roleArn'/],
    ['ec2', 'DeregisterImage', {}, 'MissingParameter', 'The request must contain the parameter ImageId'],
    [
      'ec2',
      'CreateImage',
      { InstanceId: 'i-1', Name: 'abc', Description: 'x'.repeat(256) },
      'InvalidParameterValue',
      /^Value \(x+\) for parameter description is invalid\.$/,
    ],
  ] as const)('%s %s %j: %s', (service, operation, input, code, message) => {
    expect(refusal(service, operation, input)).toMatchObject({
      code,
      // 400 is what an answer has unless its fault says otherwise.
      status: expect.toBeOneOf([400, undefined]),
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it.each([
    ['imagebuilder', 'ListImages', {}],
    ['ec2', 'DescribeImages', { MaxResults: 1 }],
    ['ec2', 'CreateImage', { InstanceId: 'i-1', Name: 'x' }],
    ['ec2', 'DescribeImageAttribute', { ImageId: 'ami-1', Attribute: 'nothing' }],
    ['sts', 'GetCallerIdentity', {}],
  ])('%s %s %j is for the handler to judge', (service, operation, input) => {
    expect(refusal(service, operation, input)).toBeUndefined();
  });
});
