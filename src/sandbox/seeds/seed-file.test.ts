import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../aws/service-model.ts';
import { createSandbox } from '../sandbox.ts';
import { type ImageRecord, imagesTable } from '../services/ec2/images/image-record.ts';
import { runSeed } from './run-seed.ts';
import { day } from './seed-context.ts';
import { readSeedFile } from './seed-file.ts';

const place = { account: '111122223333', region: 'eu-west-1' };

const file = `
accounts:
  "111122223333":
    eu-west-1:
      ec2:
        images:
          - name: base-1
            daysAgo: 40
            architecture: arm64
            tags: { team: platform, version: 1 }
            as: base
          - { name: base-2, state: disabled, sharedWith: ["444455556666"] }
      imagebuilder:
        components:
          - name: harden
            semanticVersion: 1.0.0
            platform: Linux
            data: |
              name: harden
              schemaVersion: 1.0
              phases: [{name: build, steps: [{name: a, action: ExecuteBash, inputs: {commands: [echo]}}]}]
            as: harden
        infrastructureConfigurations:
          - { name: hosts, instanceProfileName: builder, as: hosts }
        imageRecipes:
          - name: golden
            semanticVersion: 1.0.0
            parentImage: \${base.ImageId}
            components: [{ componentArn: "\${harden.componentBuildVersionArn}" }]
            as: recipe
        imagePipelines:
          - name: golden
            daysAgo: 3
            imageRecipeArn: \${recipe.imageRecipeArn}
            infrastructureConfigurationArn: \${hosts.infrastructureConfigurationArn}
      sagemaker:
        images:
          - { ImageName: notebooks, RoleArn: "arn:aws:iam::111122223333:role/images" }
      resources:
        AWS::Logs::LogGroup:
          - { LogGroupName: "/of/\${base.ImageId}" }
      operations:
        - service: ec2
          operation: CreateTags
          input: { Resources: ["\${base.ImageId}"], Tags: [{ Key: seen, Value: "yes" }] }
      s3:
`;

async function seeded(text: string) {
  const sandbox = createSandbox({ clock: 'instant', populate: runSeed(readSeedFile(text, 'seed.yaml')) });
  await sandbox.ready;
  return sandbox;
}

describe('a seed file', () => {
  it('makes what it lists, in its order, each able to refer to what came before', async () => {
    const { state, clock } = await seeded(file);
    const [base, second] = [...state.table<ImageRecord>(place, imagesTable).values()];
    expect(base?.image).toMatchObject({
      Name: 'base-1',
      Architecture: 'arm64',
      Tags: [
        { Key: 'Name', Value: 'base-1' },
        { Key: 'team', Value: 'platform' },
        { Key: 'version', Value: '1' },
        { Key: 'seen', Value: 'yes' },
      ],
    });
    expect(clock.now() - Date.parse(base?.image.CreationDate ?? '')).toBeGreaterThan(39 * day);
    expect(second).toMatchObject({
      image: { Name: 'base-2', State: 'disabled' },
      launchPermissions: [{ UserId: '444455556666' }],
    });
    const keys = [...state.records()].map(({ table, key }) => `${table} ${key}`);
    expect(keys).toContain(`cloudcontrol/AWS::Logs::LogGroup /of/${base?.image.ImageId}`);
    const pipeline = [...state.records()].find(({ key }) => key.endsWith(':image-pipeline/golden'));
    expect(pipeline?.record as WireStructure).toMatchObject({
      imageRecipeArn: expect.stringContaining(':image-recipe/golden/1.0.0'),
    });
    expect(keys.some((key) => key.includes('notebooks'))).toBe(true);
  });

  it('makes the same state each time', async () => {
    const ids = async () => [...(await seeded(file)).state.records()].map(({ table, key }) => `${table} ${key}`);
    expect(await ids()).toEqual(await ids());
  });

  const inRegion = (text: string) => `accounts:\n  "111122223333":\n    eu-west-1:\n${text.replace(/^/gm, '      ')}`;

  it.each([
    ['accounts: [', /^seed.yaml, line 1: Flow sequence/],
    ['regions: {}', /^seed.yaml, line 1: "regions" is unknown here; there is accounts\.$/],
    ['accounts:\n  12: {}', /line 2: "12" is no account: write its twelve digits in quotes/],
    ['accounts:\n  "111122223333":\n    mars: {}', /line 3: "mars" is no region/],
    ['- 1', /^seed.yaml, line 1: the file is to be a map/],
    ['', /^seed.yaml: the file is to be a map/],
    [inRegion('lambda:\n  functions: []'), /line 5: "lambda" is unknown here; there is ec2,.*operations/],
    [inRegion('sagemaker:\n  domains: []'), /line 5: "domains" is unknown here; there is images, imageVersions/],
    [inRegion('resources:\n  LogGroup: []'), /line 5: "LogGroup" is no type/],
    [inRegion('ec2:\n  images: {}'), /line 5: "images" is a list/],
    [inRegion('ec2:\n  images:\n    - just text'), /line 6: An item of a list is a map/],
    [inRegion('ec2:\n  images:\n    - name: a\n      colour: red'), /line 6: An image has no "colour"/],
    [inRegion('ec2:\n  images:\n    - daysAgo: 1'), /line 6: An image needs a "name"/],
    [inRegion('ec2:\n  images:\n    - { name: a, daysAgo: soon }'), /line 6: "daysAgo" is a number of days/],
    [inRegion('ec2:\n  images:\n    - { name: a, architecture: vax }'), /line 6: "architecture" of an image is x86_64/],
    [inRegion('ec2:\n  images:\n    - { name: a, as: 7 }'), /line 6: "as" is a name/],
    [inRegion('operations:\n  - operation: CreateImage'), /line 5: An operation needs its "service"/],
    [inRegion('operations:\n  - { service: ec2, operation: A, inputs: {} }'), /line 5: An operation has no "inputs"/],
  ])('names the line of %j', (text, message) => {
    expect(() => readSeedFile(text, 'seed.yaml')).toThrow(
      expect.objectContaining({ code: 'INVALID_SEED', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    [inRegion('sagemaker:\n  images:\n    - { ImageName: a }'), /line 6: CreateImage: ValidationException: .*roleArn/],
    [inRegion('sagemaker:\n  images:\n    - { Name: a }'), /line 6: CreateImage: \w+: .*Name/],
    [inRegion('sagemaker:\n  images:\n    - { ImageName: [a], RoleArn: b }'), /line 6: CreateImage: \w+: /],
    [inRegion('operations:\n  - { service: vax, operation: A }'), /line 5: A: UnknownService: .*"vax"; it has .*ec2/],
    [inRegion('operations:\n  - { service: ec2, operation: A }'), /line 5: A: UnknownOperation: .*A of ec2/],
    [inRegion('resources:\n  AWS::No::Type:\n    - {}'), /line 6: AWS::No::Type: TypeNotFoundException: /],
    [inRegion('resources:\n  AWS::Logs::LogGroup:\n    - { Nothing: 1 }'), /line 6: .*extraneous key \[Nothing\]/],
    [
      inRegion('resources:\n  AWS::Logs::LogGroup:\n    - { LogGroupName: a }\n    - { LogGroupName: a }'),
      /line 7: AWS::Logs::LogGroup: AlreadyExists: /,
    ],
    [
      inRegion(`resources:\n  AWS::Logs::LogGroup:\n    - { LogGroupName: "\${b.c}" }`),
      /line 6: \$\{b\.c\} refers to "b"/,
    ],
    [
      inRegion(
        `ec2:\n  images:\n    - { name: aaa, as: a }\nresources:\n  AWS::Logs::LogGroup:\n    - { LogGroupName: "\${a.b}" }`,
      ),
      /line 9: \$\{a\.b\} means nothing/,
    ],
  ])('names the line that did not work: %j', async (text, message) => {
    await expect(seeded(text)).rejects.toMatchObject({
      code: 'INVALID_SEED',
      message: expect.stringMatching(message),
    });
  });
});
