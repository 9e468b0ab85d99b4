import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelFile } from '../../src/aws/model-file.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { insertStatement } from '../../src/catalog/insert-statement.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { pluralise } from '../../src/catalog/pluralise.ts';
import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import { ownPath } from '../../src/catalog/told-or-asked.ts';
import type { ResourceSchema } from '../../src/cloudformation/resource-schema.ts';
import { validateProperties } from '../../src/cloudformation/validate-properties.ts';
import { isLong, seed } from '../../test/support/run-seed.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { type ModelArchive, openModels } from './models/read-models.ts';
import { writeCatalog } from './write-catalog.ts';

/** Enough of AWS to show what there is to show; `test/whole-catalog.test.ts` looks at all of it. */
const services = [
  'cloudcontrol',
  'cognito_identity',
  'cognito_idp',
  'ec2',
  'iam',
  'imagebuilder',
  'opsworks',
  's3',
  's3control',
  'sagemaker',
  'sts',
];
const directory = mkdtempSync(join(tmpdir(), 'skyql-catalog-'));
let catalog: Catalog;

beforeAll(async () => {
  await writeCatalog(directory, { services });
  catalog = openCatalog('aws', directory);
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

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

/** The page of a resource: what stands before the columns that are no longer on it, and the region. */
function fields({ columns }: ResourceDescription, count: number): string[] {
  const shown = [...columns.slice(0, count - 1), ...columns.filter(({ name }) => name === 'region')];
  return shown.map(({ name, type }) => `${name} ${type}`);
}

function methods({ methods: all }: ResourceDescription, count = all.length): string[] {
  return all
    .slice(0, count)
    .map(({ name, verb, requiredParameters }) => `${name} ${verb} ${requiredParameters.join(', ')}`.trim());
}

describe('seed 000: aws.imagebuilder.image', () => {
  it('has the fields of the page', async () => {
    expect(fields(await resource('imagebuilder', 'image'), 15)).toEqual([
      'arn string',
      'name string',
      'image_tests_configuration object',
      'image_recipe_arn string',
      'container_recipe_arn string',
      'distribution_configuration_arn string',
      'infrastructure_configuration_arn string',
      'workflows array',
      'image_id string',
      'image_uri string',
      'enhanced_image_metadata_enabled boolean',
      'image_scanning_configuration object',
      'execution_role string',
      'tags object',
      'region string',
    ]);
  });

  it('has its methods and permissions', async () => {
    const image = await resource('imagebuilder', 'image');
    expect(methods(image)).toEqual([
      'delete_resource DELETE data__Identifier, region',
      'get_resource SELECT data__Identifier, region',
    ]);
    expect(image.permissions).toEqual({
      read: ['imagebuilder:GetImage'],
      delete: [
        'imagebuilder:GetImage',
        'imagebuilder:DeleteImage',
        'imagebuilder:UnTagResource',
        'imagebuilder:CancelImageCreation',
      ],
    });
  });

  it('is the twin of images, which lists and creates', async () => {
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
});

describe('seed 001: aws.imagebuilder.image_pipeline', () => {
  it('has the fields of the page', async () => {
    expect(fields(await resource('imagebuilder', 'image_pipeline'), 16)).toEqual([
      'arn string',
      'name string',
      'description string',
      'image_tests_configuration object',
      'status string',
      'schedule object',
      'image_recipe_arn string',
      'container_recipe_arn string',
      'distribution_configuration_arn string',
      'infrastructure_configuration_arn string',
      'workflows array',
      'enhanced_image_metadata_enabled boolean',
      'image_scanning_configuration object',
      'execution_role string',
      'tags object',
      'region string',
    ]);
  });

  it('has its methods and permissions', async () => {
    const pipeline = await resource('imagebuilder', 'image_pipeline');
    expect(methods(pipeline)).toEqual([
      'update_resource UPDATE data__Identifier, data__PatchDocument, region',
      'delete_resource DELETE data__Identifier, region',
      'get_resource SELECT data__Identifier, region',
    ]);
    expect(pipeline.permissions).toEqual({
      update: [
        'iam:PassRole',
        'imagebuilder:GetImagePipeline',
        'imagebuilder:UpdateImagePipeline',
        'imagebuilder:GetWorkflow',
      ],
      read: ['imagebuilder:GetImagePipeline'],
      delete: ['imagebuilder:UnTagResource', 'imagebuilder:GetImagePipeline', 'imagebuilder:DeleteImagePipeline'],
    });
  });
});

describe('seed 002: aws.sagemaker.images', () => {
  it('has the fields of the page', async () => {
    expect(fields(await resource('sagemaker', 'images'), 7)).toEqual([
      'image_name string',
      'image_arn string',
      'image_role_arn string',
      'image_display_name string',
      'image_description string',
      'tags array',
      'region string',
    ]);
  });

  it('has its methods and permissions', async () => {
    const images = await resource('sagemaker', 'images');
    expect(methods(images, 5)).toEqual([
      'create_resource INSERT ImageName, ImageRoleArn, region',
      'delete_resource DELETE data__Identifier, region',
      'update_resource UPDATE data__Identifier, data__PatchDocument, region',
      'list_resource SELECT region',
      'get_resource SELECT data__Identifier, region',
    ]);
    expect(images.permissions).toEqual({
      create: [
        'sagemaker:CreateImage',
        'sagemaker:DescribeImage',
        'iam:PassRole',
        'sagemaker:AddTags',
        'sagemaker:ListTags',
      ],
      read: ['sagemaker:DescribeImage', 'sagemaker:ListTags'],
      update: [
        'sagemaker:UpdateImage',
        'sagemaker:DescribeImage',
        'sagemaker:ListTags',
        'sagemaker:AddTags',
        'sagemaker:DeleteTags',
        'iam:PassRole',
      ],
      delete: ['sagemaker:DeleteImage', 'sagemaker:DescribeImage'],
      list: ['sagemaker:ListImages'],
    });
  });

  it('is inserted by the properties of the page, in its order', async () => {
    const text = insertStatement(await resource('sagemaker', 'images'), await schema('sagemaker', 'images'));
    const names = [...text.matchAll(/^ {2}(\w+),?$/gm)].map(([, name]) => name);
    expect(names).toEqual(['ImageName', 'ImageRoleArn', 'ImageDisplayName', 'ImageDescription', 'Tags', 'region']);
  });

  it('has a schema that knows what is wrong', async () => {
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
});

describe('seed 003: aws.ec2.images', () => {
  it('has its methods first', async () => {
    expect(methods(await resource('ec2', 'images'), 7)).toEqual([
      'images_Describe SELECT',
      'image_Create INSERT InstanceId, Name',
      'image_Copy EXEC Name, SourceImageId, SourceRegion',
      'image_Deregister EXEC ImageId',
      'image_Export EXEC DiskImageFormat, ImageId, S3ExportLocation',
      'image_Import EXEC',
      'image_Register EXEC Name',
    ]);
  });

  it('has every field of an image as a column', async () => {
    const { columns } = await resource('ec2', 'images');
    const { shapes } = readModelFile(readFileSync(join(directory, 'models/ec2')));
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
    const { shapes } = readModelFile(readFileSync(join(directory, 'models/imagebuilder')));
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

  it('describes every column, and reaches every one that is not only written', async () => {
    for (const { name: service } of await catalog.services()) {
      for (const { name } of await catalog.resources(service)) {
        const description = await resource(service, name);
        const reached = new Set(description.accessPaths.flatMap(({ columns }) => columns));
        for (const column of description.columns) {
          const where = `${service}.${name}.${column.name}`;
          expect(column.description, where).not.toBe('');
          const place = ['region', 'account_id', 'connection'].includes(column.name);
          // What Cloud Control does not serve and no API lists can only be described.
          const isRead = description.accessPaths.some(({ kind }) => kind === 'get');
          expect(place || !isRead || column.writeOnly || reached.has(column.name), where).toBe(true);
        }
        for (const path of description.accessPaths) {
          const names = description.columns.map((column) => column.name);
          expect(names, `${service}.${name} ${path.method}`).toEqual(expect.arrayContaining([...path.columns]));
        }
      }
    }
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

  it('keeps every operation of every service, what changes something on one resource', async () => {
    const models = openModels();
    for (const { name: service, aliases = [] } of await catalog.services()) {
      const folder = [service, ...aliases].find((name) => models.services.includes(name));
      if (folder === undefined) continue;
      const shared = new Set<string>();
      const others: string[] = [];
      for (const { name } of await catalog.resources(service)) {
        const description = await resource(service, name);
        if (pluralise(name) === description.twin) continue;
        const updates = Object.values(description.changes?.update ?? {});
        const setting = new Set(updates.flatMap(({ calls }) => calls.map((one) => one.method)));
        for (const { verb, call, name: method } of description.methods) {
          if (call.api !== 'native') continue;
          if (verb === 'SELECT' || setting.has(method)) shared.add(call.operation);
          else others.push(call.operation);
        }
      }
      // Addresses are read by the operation that reads `AWS::EC2::EIP`: it is a method of both. So is what sets a column.
      const once = [...shared, ...others.filter((operation) => !shared.has(operation))];
      expect(once.sort(), service).toEqual(Object.keys(models.read(folder).operations).sort());
    }
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
    expect(Object.keys(names ?? {})).toEqual(services);
    expect(names?.imagebuilder).toEqual((await catalog.resources('imagebuilder')).map(({ name }) => name));
  });

  it('documents the members of nested shapes', async () => {
    const operation = await catalog.operation?.('imagebuilder', 'images', 'get_image');
    const image = operation?.output?.members().find(({ name }) => name === 'image')?.shape;
    const recipe = image?.members().find(({ name }) => name === 'imageRecipe')?.shape;
    expect(recipe?.members().find(({ name }) => name === 'parentImage')?.description).toMatch(/base image/);
  });

  // Each build reads the models of all services.
  it.runIf(isLong || seed % 3 === 0)(
    'is the same bytes when it is built again',
    async () => {
      const [once, again] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'skyql-catalog-'))) as [string, string];
      try {
        for (const own of [once, again]) await writeCatalog(own, { services: ['cloudcontrol', 'imagebuilder', 'sts'] });
        expect(filesIn(once).length).toBeGreaterThan(10);
        expect(filesIn(again)).toEqual(filesIn(once));
        // DuckDB gives each of its files an identifier.
        for (const name of filesIn(once).filter((own) => !own.endsWith('.duckdb'))) {
          expect(readFileSync(join(again, name)).equals(readFileSync(join(once, name))), name).toBe(true);
        }
      } finally {
        for (const own of [once, again]) rmSync(own, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe('what cannot be read', () => {
  it('stops the build, and leaves the last catalog as it was', async () => {
    const good = openModels();
    const models = (changed: (model: DocumentedModel) => DocumentedModel): ModelArchive => ({
      ...good,
      read: (service) => (service === 'sts' ? changed(good.read(service)) : good.read(service)),
    });
    const building = (changed: (model: DocumentedModel) => DocumentedModel) =>
      writeCatalog(directory, { services: ['sts'], models: models(changed) });
    const before = readFileSync(join(directory, 'models/sts'));
    await expect(
      building(({ shapes: { Credentials: _, ...shapes }, ...model }) => ({ ...model, shapes })),
    ).rejects.toThrow(
      /^The service sts cannot be built. sts: \w+\.Credentials refers to the shape Credentials, which is not there/,
    );
    await expect(
      building((model) => ({ ...model, shapes: { ...model.shapes, Tag: { type: 'tuple' as 'list' } } })),
    ).rejects.toThrow('sts: the shape Tag has the unknown type tuple');
    expect(readFileSync(join(directory, 'models/sts')).equals(before)).toBe(true);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${basename(directory)}.`))).toEqual([]);
  }, 120_000);
});
