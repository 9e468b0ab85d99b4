import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../src/aws/data-directory.ts';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { insertStatement } from '../src/catalog/insert-statement.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { ResourceDescription } from '../src/catalog/resource-description.ts';
import { ownPath } from '../src/catalog/told-or-asked.ts';
import type { ResourceSchema } from '../src/cloudformation/resource-schema.ts';
import { validateProperties } from '../src/cloudformation/validate-properties.ts';

/** As it was built, whatever schemas the user has loaded; `whole-catalog.test.ts` looks at all of it, `seeds/` at what documents say. */
const catalog = openCatalog('aws', dataDirectory(), undefined);

async function resource(service: string, name: string): Promise<ResourceDescription> {
  const description = await catalog.resource(service, name);
  if (!description) throw new Error(`There is no ${service}.${name}.`);
  return description;
}

async function schema(service: string, name: string): Promise<ResourceSchema> {
  const found = await catalog.schema(service, name);
  if (!found) throw new Error(`${service}.${name} has no schema.`);
  return found;
}

function methods({ methods: all }: ResourceDescription, count = all.length): string[] {
  return all
    .slice(0, count)
    .map(({ name, verb, requiredParameters }) => `${name} ${verb} ${requiredParameters.join(', ')}`.trim());
}

describe('the resources of the seeds', () => {
  it('have a twin: image is that of images, which lists and creates', async () => {
    const images = await resource('imagebuilder', 'images');
    expect(images.twin).toBe('image');
    expect(methods(images, 5).map((line) => line.split(' ')[0])).toEqual([
      'create_resource',
      'delete_resource',
      'update_resource',
      'list_resource',
      'get_resource',
    ]);
    expect(Object.keys(images.permissions)).toEqual(['create', 'read', 'update', 'delete', 'list']);
  });

  it('are inserted by the properties of the page, in its order', async () => {
    const text = insertStatement(await resource('sagemaker', 'images'), await schema('sagemaker', 'images'));
    const names = [...text.matchAll(/^ {2}(\w+),?$/gm)].map(([, name]) => name);
    expect(names).toEqual(['ImageName', 'ImageRoleArn', 'ImageDisplayName', 'ImageDescription', 'Tags', 'region']);
  });

  it('have a schema that knows what is wrong', async () => {
    const images = await schema('sagemaker', 'images');
    const good = {
      ImageName: 'x',
      ImageRoleArn: 'arn:aws:iam::123456789012:role/sagemaker',
      Tags: [{ Key: 'a', Value: 'b' }],
    };
    expect(validateProperties(images, good)).toEqual([]);
    expect(validateProperties(images, { ...good, Tags: [{ Key: 'a', Value: 1 }] })[0]?.message).toBe(
      '#/Tags/0/Value: expected type: String, found: Integer',
    );
    expect(validateProperties(images, { ImageName: 'x' })[0]?.message).toBe('#: required key [ImageRoleArn] not found');
  });

  it('have every field of an image of EC2 as a column', async () => {
    const { columns } = await resource('ec2', 'images');
    const { shapes } = await loadServiceModel('ec2');
    // Beside them where it is from, and whom it is shared with.
    expect(columns).toHaveLength(Object.keys(shapes.Image?.members ?? {}).length + 4);
    expect(columns.find(({ name }) => name === 'tags')?.type).toBe('object');
    expect(columns.find(({ name }) => name === 'creation_date')?.type).toBe('timestamp');
  });
});

describe('seed 004: imagebuilder.get_image', () => {
  it('has every field of the response', async () => {
    const images = await resource('imagebuilder', 'images');
    const path = images.accessPaths.find(({ method }) => method === 'get_image');
    const { shapes } = await loadServiceModel('imagebuilder');
    const read = path?.call.api === 'native' ? Object.values(path.call.columns).map(ownPath) : [];
    expect(read).toEqual(expect.arrayContaining(Object.keys(shapes.Image?.members ?? {})));
    expect(path?.columns).toEqual(
      expect.arrayContaining(['state', 'output_resources', 'image_recipe', 'latest_version_references', 'request_id']),
    );
  });

  it('keeps the names of the response inside the columns that CloudFormation has as well', async () => {
    const { columns } = await resource('imagebuilder', 'images');
    const native = columns.filter(({ form, property }) => form === 'native' && property !== undefined);
    expect(native.map(({ name }) => name)).toEqual([
      'image_tests_configuration',
      'workflows',
      'image_scanning_configuration',
      'logging_configuration',
    ]);
  });

  it('can be executed, and described', async () => {
    const images = await resource('imagebuilder', 'images');
    expect(methods(images)).toContain('get_image EXEC imageBuildVersionArn');
    const parameters = await catalog.parameters('imagebuilder', 'images', 'get_image');
    expect(parameters.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'imageBuildVersionArn input_required',
      'requestId output',
      'image output',
      'latestVersionReferences output',
    ]);
  });
});

describe('the catalog', () => {
  it('has all operations of Image Builder, each on one resource', async () => {
    const all = await Promise.all(
      (await catalog.resources('imagebuilder')).map(({ name }) => resource('imagebuilder', name)),
    );
    const operations = all.flatMap((description) =>
      description.methods.flatMap(({ call }) => (call.api === 'native' ? [call.operation] : [])),
    );
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations).toHaveLength(77);
  });

  it('finds names in any case, and nothing where there is nothing', async () => {
    expect((await catalog.resource('EC2', 'Images'))?.name).toBe('images');
    expect(await catalog.resource('ec2', 'nothing')).toBeUndefined();
    expect(await catalog.resource('nothing', 'images')).toBeUndefined();
    expect(await catalog.schema('ec2', 'images')).toBeUndefined();
    expect(catalog.version).toMatch(/aws-service-spec \d/);
  });

  it('takes what CloudFormation takes for an image', async () => {
    const images = await schema('imagebuilder', 'images');
    const arn = 'arn:aws:imagebuilder:us-east-1:123456789012:x/y';
    expect(validateProperties(images, { ImageRecipeArn: arn, InfrastructureConfigurationArn: arn })).toEqual([]);
    expect(validateProperties(images, { InfrastructureConfigurationArn: arn })[0]?.message).toBe(
      '#: 0 subschemas matched instead of one',
    );
    expect(images.createOnlyProperties).not.toContain('/properties/Tags');
  });

  it('has resources that Cloud Control does not serve, and says so', async () => {
    const stacks = await resource('opsworks', 'stacks');
    expect(stacks.description).toContain('Cloud Control does not serve it');
    expect(stacks.methods).toEqual([]);
    expect(stacks.accessPaths).toEqual([]);
    expect(stacks.columns.map(({ name }) => name)).toContain('service_role_arn');
  });

  it('says which resources belong to no region', async () => {
    expect((await resource('iam', 'roles')).global).toBe(true);
    expect((await resource('iam', 'role')).global).toBe(true);
    expect((await resource('s3', 'buckets')).global).toBeUndefined();
    expect((await resource('ec2', 'instances')).global).toBeUndefined();
  });

  it('joins what CloudFormation and the API of EC2 know of instances', async () => {
    const instances = await resource('ec2', 'instances');
    expect(instances.cloudFormationType).toBe('AWS::EC2::Instance');
    expect(instances.twin).toBe('instance');
    const names = instances.methods.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['get_resource', 'update_resource', 'instances_Describe', 'instances_Run']),
    );
    const operations = instances.accessPaths.flatMap(({ call }) => (call.api === 'native' ? [call.operation] : []));
    expect(operations).toContain('DescribeInstances');
    expect((await resource('ec2', 'images')).cloudFormationType).toBeUndefined();
  });

  it("finds services by botocore's and CloudFormation's names too", async () => {
    const pools = await resource('cognito_idp', 'user_pools');
    for (const name of ['cognito-idp', 'Cognito-IDP', 'cognito', 'COGNITO']) {
      expect(await catalog.resource(name, 'user_pools'), name).toEqual(pools);
    }
    expect((await resource('cognito', 'identity_pools')).service).toBe('cognito_identity');
    const ids = (await catalog.resources('cognito')).map(({ id }) => id);
    expect(ids).toContain('aws.cognito_idp.user_pools');
    expect(ids).toContain('aws.cognito_identity.identity_pools');
    expect((await resource('s3', 'access_points')).service).toBe('s3control');
    expect((await catalog.schema('cognito', 'user_pool'))?.typeName).toBe('AWS::Cognito::UserPool');
  });

  it('lists all names in one small file', async () => {
    const names = await catalog.resourceNames?.();
    expect(Object.keys(names ?? {})).toEqual((await catalog.services()).map(({ name }) => name));
    expect(names?.imagebuilder).toEqual((await catalog.resources('imagebuilder')).map(({ name }) => name));
  });

  it('documents the members of nested shapes', async () => {
    const operation = await catalog.operation?.('imagebuilder', 'images', 'get_image');
    const image = operation?.output?.members().find(({ name }) => name === 'image')?.shape;
    const recipe = image?.members().find(({ name }) => name === 'imageRecipe')?.shape;
    expect(recipe?.members().find(({ name }) => name === 'parentImage')?.description).toMatch(/base image/);
  });
});
