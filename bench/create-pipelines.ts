import type { WireStructure } from '../src/aws/service-model.ts';
import { account } from './estate-image.ts';
import { askOnce } from './signed-request.ts';

/** Image pipelines of the measured account in one region, through the API as a user would. */
export async function createPipelines(endpoint: string, region: string, count: number): Promise<void> {
  const create = (operation: string, input: WireStructure) =>
    askOnce(endpoint, account, { service: 'imagebuilder', operation, input, region });
  const { infrastructureConfigurationArn } = await create('CreateInfrastructureConfiguration', {
    name: 'build-hosts',
    instanceProfileName: 'image-builder',
    clientToken: 'infrastructure',
  });
  const { componentBuildVersionArn } = await create('CreateComponent', {
    name: 'hardening',
    semanticVersion: '1.0.0',
    platform: 'Linux',
    data: 'schemaVersion: 1.0\nphases:\n  - name: build\n    steps:\n      - name: Run\n        action: ExecuteBash\n        inputs:\n          commands: ["true"]\n',
    clientToken: 'component',
  });
  const { imageRecipeArn } = await create('CreateImageRecipe', {
    name: 'golden',
    semanticVersion: '1.0.0',
    parentImage: `arn:aws:imagebuilder:${region}:aws:image/amazon-linux-2023-x86/x.x.x`,
    components: [{ componentArn: componentBuildVersionArn }],
    clientToken: 'recipe',
  });
  const indexes = Array.from({ length: count }, (_, index) => index);
  const pipeline = (index: number) =>
    create('CreateImagePipeline', {
      name: `golden-${index}`,
      description: `Builds the image of team ${index % 40} every week`,
      imageRecipeArn,
      infrastructureConfigurationArn,
      tags: { team: `team-${index % 40}`, env: index % 2 === 0 ? 'production' : 'test' },
      clientToken: `pipeline-${index}`,
    });
  for (let start = 0; start < count; start += 16) await Promise.all(indexes.slice(start, start + 16).map(pipeline));
}
