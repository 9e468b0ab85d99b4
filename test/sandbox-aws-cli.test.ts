import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { demoAccounts } from '../src/sandbox/seeds/estate.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { type AwsCli, hasPython, unpackAwsCli } from './support/aws-cli.ts';

const { production, build } = demoAccounts;
const minute = 60_000;

describe.skipIf(!hasPython)('the AWS CLI', () => {
  let server: SandboxServer;
  let cli: AwsCli;

  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant', populate: populateDemo });
    cli = unpackAwsCli(['imagebuilder', 'ec2', 'sagemaker', 'cloudcontrol', 'sts', 'ssm']);
  }, minute);
  afterAll(async () => {
    cli.remove();
    await server.close();
  });

  async function answered(account: string, ...words: readonly string[]): Promise<unknown> {
    const { code, output, errors } = await cli.run(server.url, account, words);
    expect(errors).toBe('');
    expect(code).toBe(0);
    return JSON.parse(output);
  }

  it(
    'pages through images, filters and shapes the answer',
    async () => {
      const paged = ['ec2', 'describe-images', '--owners', 'self', '--page-size', '5', '--query', 'Images[].ImageId'];
      const whole = ['ec2', 'describe-images', '--owners', 'self', '--no-paginate', '--query', 'Images[].ImageId'];
      const [ids, all] = (await Promise.all([answered(production, ...paged), answered(production, ...whole)])) as [
        string[],
        string[],
      ];
      expect(ids.length).toBeGreaterThan(5);
      expect(ids.toSorted()).toEqual(all.toSorted());
    },
    minute,
  );

  it(
    'reaches the other services in their protocols',
    async () => {
      const type = 'AWS::ImageBuilder::ImagePipeline';
      const [builds, images, resources, identity, parameter] = await Promise.all([
        answered(build, 'imagebuilder', 'list-images', '--owner', 'Self'),
        answered(production, 'sagemaker', 'list-images'),
        answered(build, 'cloudcontrol', 'list-resources', '--type-name', type),
        answered(build, 'sts', 'get-caller-identity'),
        answered(build, 'ssm', 'put-parameter', '--name', '/cli', '--value', 'v', '--type', 'String'),
      ]);
      expect(builds).toMatchObject({ imageVersionList: expect.arrayContaining([expect.anything()]) });
      expect(images).toMatchObject({ Images: expect.arrayContaining([expect.anything()]) });
      expect(resources).toMatchObject({ TypeName: type, ResourceDescriptions: expect.any(Array) });
      expect(identity).toMatchObject({ Account: build });
      expect(parameter).toMatchObject({ Version: 1 });
    },
    minute,
  );

  it(
    'shows errors as those of AWS',
    async () => {
      const arn = `arn:aws:imagebuilder:us-east-1:${build}:image/no-such-image/1.0.0/1`;
      const [missing, malformed] = await Promise.all([
        cli.run(server.url, build, ['imagebuilder', 'get-image', '--image-build-version-arn', arn]),
        cli.run(server.url, build, ['ec2', 'describe-images', '--image-ids', 'x']),
      ]);
      expect(missing.code).toBe(255);
      expect(missing.errors).toContain('(ResourceNotFoundException) when calling the GetImage operation');
      expect(malformed.errors).toContain('(InvalidAMIID.Malformed) when calling the DescribeImages operation');
    },
    minute,
  );
});
