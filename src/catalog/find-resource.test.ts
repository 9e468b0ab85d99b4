import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Catalog } from './catalog.ts';
import { findResource } from './find-resource.ts';
import { findService } from './find-service.ts';
import type { ResourceDescription } from './resource-description.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  ec2: ['images', 'instances'],
  imagebuilder: ['image', 'image_pipelines', 'images'],
};

const catalog: Catalog = {
  provider: 'aws',
  version: 'test',
  services: async () => Object.keys(names).map((name) => ({ id: `aws.${name}`, name, title: name, description: name })),
  resources: async (service) =>
    (names[service] ?? []).map((name) => ({ name, id: `aws.${service}.${name}`, description: name })),
  resource: async (service, name) =>
    names[service]?.includes(name.toLowerCase()) ? resource(service, name.toLowerCase()) : undefined,
  schema: async () => undefined,
  parameters: async () => [],
  search: async () => [],
};

function resource(service: string, name: string): ResourceDescription {
  return {
    provider: 'aws',
    service,
    name,
    title: name,
    description: name,
    identifier: [],
    columns: [],
    methods: [],
    accessPaths: [],
    permissions: {},
    relationships: [],
  };
}

async function errorOf(work: Promise<unknown>): Promise<SkyqlError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SkyqlError) return error;
  throw new Error('No SkyqlError was thrown.');
}

describe('findResource', () => {
  it.each([
    [['aws', 'ec2', 'images'], []],
    [['AWS', 'EC2', 'Images'], []],
    [['ec2', 'images'], ['aws']],
    [
      ['ec2', 'images'],
      ['aws', 'imagebuilder'],
    ],
    [['images'], ['aws', 'ec2']],
    [
      ['aws', 'ec2', 'images'],
      ['aws', 'imagebuilder'],
    ],
  ])('finds %j after USE %j', async (parts, use) => {
    expect(await findResource([catalog], parts, use)).toMatchObject({ service: 'ec2', name: 'images' });
  });

  it('names the nearest provider', async () => {
    const error = await errorOf(findResource([catalog], ['asw', 'ec2', 'images'], []));
    expect(error.code).toBe('UNKNOWN_PROVIDER');
    expect(error.message).toContain('asw');
    expect(error.hint).toContain('aws');
  });

  it('names the nearest service', async () => {
    const error = await errorOf(findResource([catalog], ['aws', 'imagebilder', 'images'], []));
    expect(error.code).toBe('UNKNOWN_SERVICE');
    expect(error.hint).toContain('aws.imagebuilder');
  });

  it('names the nearest resource', async () => {
    const error = await errorOf(findResource([catalog], ['aws', 'imagebuilder', 'image_piplines'], []));
    expect(error.code).toBe('UNKNOWN_RESOURCE');
    expect(error.hint).toContain('aws.imagebuilder.image_pipelines');
  });

  it('names the service that has the resource', async () => {
    const error = await errorOf(findResource([catalog], ['aws', 'imagebuilder', 'instances'], []));
    expect(error.hint).toContain('aws.ec2.instances');
  });

  it('says how a bare name is meant', async () => {
    const error = await errorOf(findResource([catalog], ['instances'], []));
    expect(error.code).toBe('UNKNOWN_RESOURCE');
    expect(error.hint).toContain('aws.ec2.instances');
    expect(error.hint).toContain('USE');
  });
});

describe('findService', () => {
  it.each([
    [['aws', 'ec2'], []],
    [['ec2'], ['aws']],
    [['EC2'], ['aws', 'imagebuilder']],
    [[], ['aws', 'ec2']],
  ])('finds %j after USE %j', async (parts, use) => {
    expect(await findService([catalog], parts, use)).toMatchObject({ provider: 'aws', name: 'ec2' });
  });

  it('asks for a name when there is none', async () => {
    expect((await errorOf(findService([catalog], [], ['aws']))).code).toBe('UNKNOWN_SERVICE');
  });
});
