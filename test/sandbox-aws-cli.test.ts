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

  it(
    'pages, filters, shapes its answers, reaches each service in its protocol and shows errors as those of AWS',
    async () => {
      const type = 'AWS::ImageBuilder::ImagePipeline';
      const arn = `arn:aws:imagebuilder:us-east-1:${build}:image/no-such-image/1.0.0/1`;
      const ids = ['--query', 'Images[].ImageId'];
      const command = (account: string, ...words: readonly string[]) => ({ account, words });
      const answers = await cli.run(server.url, [
        command(production, 'ec2', 'describe-images', '--owners', 'self', '--page-size', '5', ...ids),
        command(production, 'ec2', 'describe-images', '--owners', 'self', '--no-paginate', ...ids),
        command(build, 'imagebuilder', 'list-images', '--owner', 'Self'),
        command(production, 'sagemaker', 'list-images'),
        command(build, 'cloudcontrol', 'list-resources', '--type-name', type),
        command(build, 'sts', 'get-caller-identity'),
        command(build, 'ssm', 'put-parameter', '--name', '/cli', '--value', 'v', '--type', 'String'),
        command(build, 'imagebuilder', 'get-image', '--image-build-version-arn', arn),
        command(build, 'ec2', 'describe-images', '--image-ids', 'x'),
      ]);
      const [missing, malformed] = answers.slice(-2);
      const right = answers.slice(0, -2);
      expect(right.map(({ code, errors }) => [code, errors])).toEqual(right.map(() => [0, '']));
      const [paged = [], whole = [], builds, images, resources, identity, parameter] = right.map(({ output }) =>
        JSON.parse(output),
      );
      expect(paged.length).toBeGreaterThan(5);
      expect(paged.toSorted()).toEqual(whole.toSorted());
      expect(builds).toMatchObject({ imageVersionList: expect.arrayContaining([expect.anything()]) });
      expect(images).toMatchObject({ Images: expect.arrayContaining([expect.anything()]) });
      expect(resources).toMatchObject({ TypeName: type, ResourceDescriptions: expect.any(Array) });
      expect(identity).toMatchObject({ Account: build });
      expect(parameter).toMatchObject({ Version: 1 });
      expect(missing?.code).toBe(255);
      expect(missing?.errors).toContain('(ResourceNotFoundException) when calling the GetImage operation');
      expect(malformed?.errors).toContain('(InvalidAMIID.Malformed) when calling the DescribeImages operation');
    },
    minute,
  );
});
