import { describe, expect, it } from 'vitest';
import { isSameThing, kindOfColumn, parameterWord, qualifierOf, startsWithThing } from './parameter-word.ts';

describe('parameterWord', () => {
  it.each([
    ['ClusterName', 'cluster', 'name'],
    ['clusterArn', 'cluster', 'arn'],
    ['rest_api_id', 'rest_api', 'id'],
    ['TableBucketARN', 'table_bucket', 'arn'],
    ['LoadBalancerArns', 'load_balancer', 'arn'],
    ['DomainIdentifier', 'domain', 'any'],
    ['cluster', 'cluster', 'any'],
    ['WorkGroup', 'work_group', 'any'],
    ['Id', '', 'id'],
    ['Arn', '', 'arn'],
  ])('%s is of %s, its %s', (name, noun, kind) => {
    expect(parameterWord(name)).toMatchObject({ noun, kind });
  });

  it('tells the kind of a column', () => {
    expect([kindOfColumn('arn'), kindOfColumn('cluster_name'), kindOfColumn('bucket')]).toEqual(['arn', 'name', 'any']);
  });
});

it('knows a thing in the plural and under another spelling', () => {
  expect(isSameThing('rest_api', 'rest_apis')).toBe(true);
  expect(isSameThing('restapi', 'rest_apis')).toBe(true);
  expect(isSameThing('dataset', 'data_sets')).toBe(true);
  expect(isSameThing('policy', 'policies')).toBe(true);
  expect(isSameThing('api', 'rest_apis')).toBe(false);
});

it('knows kinds of things by what they have in front', () => {
  expect(qualifierOf('window', 'maintenance_windows')).toBe('maintenance');
  expect(qualifierOf('window', 'windows')).toBeUndefined();
  expect(qualifierOf('', 'maintenance_windows')).toBeUndefined();
  expect(startsWithThing('core_device_thing_name', 'core_devices')).toBe(true);
  expect(startsWithThing('core_device', 'core_devices')).toBe(false);
});
