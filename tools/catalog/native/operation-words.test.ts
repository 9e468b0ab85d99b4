import { describe, expect, it } from 'vitest';
import { changes, methodName, resourceOfOperation } from './operation-words.ts';

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
});

describe('resourceOfOperation', () => {
  const resources = ['images', 'image_pipelines', 'lifecycle_policies', 'apps', 'app_image_configs'];

  it.each([
    ['GetImage', 'images'],
    ['ListImages', 'images'],
    ['ListImageBuildVersions', 'images'],
    ['ListImagePipelineImages', 'image_pipelines'],
    ['UpdateLifecyclePolicy', 'lifecycle_policies'],
    ['CreateApp', 'apps'],
    ['CreateAppImageConfig', 'app_image_configs'],
    ['CreateApplication', undefined],
    ['TagResource', undefined],
  ])('%s belongs to %s', (operation, resource) => {
    expect(resourceOfOperation(operation, resources)).toBe(resource);
  });
});

describe('changes', () => {
  it.each([
    ['DescribeImages', false],
    ['GetImage', false],
    ['ListImages', false],
    ['GetawayCar', true],
    ['CreateImage', true],
    ['CancelImageCreation', true],
  ])('%s: %s', (operation, expected) => {
    expect(changes(operation)).toBe(expected);
  });
});
