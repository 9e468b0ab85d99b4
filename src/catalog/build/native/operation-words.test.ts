import { describe, expect, it } from 'vitest';
import { methodName, operationWords, resourceIndex, singularOf } from './operation-words.ts';

describe('operationWords', () => {
  it.each([
    ['DeregisterImage', 'Deregister', 'Image'],
    ['BatchGetBuilds', 'BatchGet', 'Builds'],
    ['AdminListDevices', 'AdminList', 'Devices'],
    ['Scan', 'Scan', ''],
  ])('%s', (operation, verb, noun) => {
    expect(operationWords(operation)).toEqual({ verb, noun });
  });
});

describe('methodName', () => {
  it.each([
    ['DescribeImages', 'images_Describe'],
    ['DeregisterImage', 'image_Deregister'],
    ['ModifyImageAttribute', 'image_attribute_Modify'],
    ['ListImagesInRecycleBin', 'images_in_recycle_bin_List'],
  ])('%s is %s in the manner of EC2', (operation, method) => {
    expect(methodName(operation, 'noun-verb')).toBe(method);
  });

  it('is snake_case elsewhere', () => {
    expect(methodName('StartImagePipelineExecution', 'snake-case')).toBe('start_image_pipeline_execution');
  });

  it("leaves the names of Cloud Control's methods to them", () => {
    expect(methodName('GetResource', 'snake-case')).toBe('native_get_resource');
    expect(methodName('GetResources', 'snake-case')).toBe('get_resources');
  });
});

describe('the resource of an operation', () => {
  const resources = resourceIndex([
    'images',
    'image_pipelines',
    'lifecycle_policies',
    'apps',
    'app_image_configs',
    'aliases',
  ]);

  it.each([
    ['GetImage', 'images'],
    ['ListImages', 'images'],
    ['BatchGetImages', 'images'],
    ['ListImageBuildVersions', 'images'],
    ['ListImagePipelineImages', 'image_pipelines'],
    ['UpdateLifecyclePolicy', 'lifecycle_policies'],
    ['CreateApp', 'apps'],
    ['CreateAppImageConfig', 'app_image_configs'],
    ['CreateAlias', 'aliases'],
    ['CreateApplication', undefined],
    ['TagResource', undefined],
  ])('%s belongs to %s', (operation, resource) => {
    expect(resources.find(operationWords(operation).noun)).toBe(resource);
  });
});

describe('resourceIndex', () => {
  it('tells a name from a name that starts with it', () => {
    const index = resourceIndex(['findings', 'findings_v2']);
    expect(index.exactly('FindingV2')).toBe('findings_v2');
    expect(index.exactly('FindingStatistics')).toBeUndefined();
    expect(index.find('FindingStatistics')).toBe('findings');
    index.add('finding_statistics');
    expect(index.find('FindingStatistics')).toBe('finding_statistics');
  });
});

describe('singularOf', () => {
  it.each([
    ['policies', 'policy'],
    ['aliases', 'alias'],
    ['caches', 'cache'],
    ['indices', 'index'],
    ['analyses', 'analysis'],
    ['statuses', 'status'],
    ['databases', 'database'],
    ['findings_v2', 'finding_v2'],
    ['metadata', 'metadata'],
  ])('%s of %s', (plural, singular) => {
    expect(singularOf(plural)).toBe(singular);
  });
});
