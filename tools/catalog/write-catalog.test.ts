import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { insertStatement } from '../../src/catalog/insert-statement.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import type { ResourceSchema } from '../../src/catalog/resource-schema.ts';
import { validateProperties } from '../../src/catalog/validate-properties.ts';
import { writeCatalog } from './write-catalog.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-catalog-'));
let catalog: Catalog;

beforeAll(async () => {
  await writeCatalog(directory);
  catalog = openCatalog('aws', directory);
});
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
    const model = JSON.parse(readFileSync(join(directory, 'models/ec2.json'), 'utf8'));
    expect(columns).toHaveLength(Object.keys(model.shapes.Image.members).length + 3);
    expect(columns.find(({ name }) => name === 'tags')?.type).toBe('object');
    expect(columns.find(({ name }) => name === 'creation_date')?.type).toBe('timestamp');
  });
});

describe('seed 004: imagebuilder.get_image', () => {
  it('has every field of the response', async () => {
    const images = await resource('imagebuilder', 'images');
    const path = images.accessPaths.find(({ method }) => method === 'get_image');
    const model = JSON.parse(readFileSync(join(directory, 'models/imagebuilder.json'), 'utf8'));
    const read = path?.call.api === 'native' ? Object.values(path.call.columns) : [];
    expect(read).toEqual(expect.arrayContaining(Object.keys(model.shapes.Image.members)));
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

describe('the whole catalog', () => {
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
          expect(place || column.writeOnly || reached.has(column.name), where).toBe(true);
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

  it('is the same bytes when it is built again', async () => {
    const again = mkdtempSync(join(tmpdir(), 'skyql-catalog-'));
    try {
      await writeCatalog(again);
      const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json'))
        .sort();
      expect(files.length).toBeGreaterThan(10);
      expect(
        readdirSync(again, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.json'))
          .sort(),
      ).toEqual(files);
      for (const name of files) {
        expect(readFileSync(join(again, name)).equals(readFileSync(join(directory, name))), name).toBe(true);
      }
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
});
