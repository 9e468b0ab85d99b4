import { describe, expect, it } from 'vitest';
import { resourceNames } from './resource-names.ts';

function named(...typeNames: string[]): Record<string, string> {
  return Object.fromEntries(
    resourceNames(typeNames).map(({ typeName, name, twin }) => [
      typeName,
      twin === undefined ? name : `${name}, ${twin}`,
    ]),
  );
}

describe('resourceNames', () => {
  it('are plural, with a singular twin where that is another word', () => {
    expect(named('AWS::ImageBuilder::ImagePipeline', 'AWS::Glue::Series', 'AWS::X::ProjectSettings')).toEqual({
      'AWS::ImageBuilder::ImagePipeline': 'image_pipelines, image_pipeline',
      'AWS::Glue::Series': 'series',
      'AWS::X::ProjectSettings': 'project_settings',
    });
  });

  it('of two types of one name have the namespace in front of the one whose namespace is longer', () => {
    const expected = {
      'AWS::S3::AccessPoint': 'access_points, access_point',
      'AWS::S3Express::AccessPoint': 's3_express_access_points, s3_express_access_point',
      'AWS::S3ObjectLambda::AccessPoint': 's3_object_lambda_access_points, s3_object_lambda_access_point',
    };
    expect(named(...Object.keys(expected))).toEqual(expected);
    expect(named(...Object.keys(expected).reverse())).toEqual(expected);
    expect(named('AWS::B::Thing', 'AWS::A::Thing')).toEqual({
      'AWS::A::Thing': 'things, thing',
      'AWS::B::Thing': 'b_things, b_thing',
    });
  });

  it('collide when they differ in the singular alone', () => {
    expect(named('AWS::A::Setting', 'AWS::Ab::Settings')).toEqual({
      'AWS::A::Setting': 'settings, setting',
      'AWS::Ab::Settings': 'ab_settings',
    });
  });

  it('leave a twin out whose name is a resource’s', () => {
    expect(named('AWS::A::Statu', 'AWS::A::Status')).toEqual({
      'AWS::A::Statu': 'status, statu',
      'AWS::A::Status': 'statuses',
    });
  });

  it('stop the build where the rule does not help', () => {
    expect(() => resourceNames(['AWS::A::Thing', 'AWS::A::Things'])).not.toThrow();
    expect(() => resourceNames(['AWS::A::Thing', 'AWS::A::Things', 'AWS::A::AThing'])).toThrow('have one name');
  });
});
