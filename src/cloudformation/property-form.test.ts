import { describe, expect, it } from 'vitest';
import { openProperty, toCloudFormationForm, toLowerCamelForm } from './property-form.ts';
import type { ResourceSchema } from './resource-schema.ts';

const schema: ResourceSchema = {
  typeName: 'AWS::Test::Thing',
  primaryIdentifier: ['/properties/Arn'],
  properties: {
    Tests: { $ref: '#/definitions/Tests' },
    Workflows: { type: 'array', items: { $ref: '#/definitions/Workflow' } },
    Tags: { type: 'object', patternProperties: { '.{1,}': { type: 'string' } }, additionalProperties: false },
    Policy: { type: ['object', 'string'] },
  },
  definitions: {
    Tests: {
      type: 'object',
      additionalProperties: false,
      properties: { ImageTestsEnabled: { type: 'boolean' }, TimeoutMinutes: { type: 'integer' } },
    },
    Workflow: {
      type: 'object',
      properties: { WorkflowArn: { type: 'string' }, Labels: { type: 'object', patternProperties: { '.*': {} } } },
    },
  },
};
const { Tests = {}, Workflows = {}, Tags = {}, Policy = {} } = schema.properties;

describe('toCloudFormationForm', () => {
  it('names structure keys as the schema does and leaves the keys of maps alone', () => {
    expect(toCloudFormationForm([{ workflowArn: 'a', labels: { teamName: 'x' } }], Workflows, schema)).toEqual([
      { WorkflowArn: 'a', Labels: { teamName: 'x' } },
    ]);
    expect(toCloudFormationForm({ costCenter: '1' }, Tags, schema)).toEqual({ costCenter: '1' });
  });

  it('gives scalars the type of the schema', () => {
    expect(toCloudFormationForm({ imageTestsEnabled: 'true', timeoutMinutes: '60' }, Tests, schema)).toEqual({
      ImageTestsEnabled: true,
      TimeoutMinutes: 60,
    });
  });

  it('finds the one name that is longer or shorter in the other form', () => {
    const launch = { type: 'object', properties: { LaunchPermissionConfiguration: {}, Name: {} } } as const;
    expect(toCloudFormationForm({ launchPermission: { userIds: ['1'] }, name: 'n' }, launch, schema)).toEqual({
      LaunchPermissionConfiguration: { userIds: ['1'] },
      Name: 'n',
    });
    const both = { type: 'object', properties: { LaunchPermission: {}, LaunchPermissionConfiguration: {} } } as const;
    expect(toCloudFormationForm({ launch: 1 }, both, schema)).toEqual({});
    expect(toCloudFormationForm({ launchPermission: 1, launchPermissionConfiguration: 2 }, both, schema)).toEqual({
      LaunchPermission: 1,
      LaunchPermissionConfiguration: 2,
    });
  });

  it('leaves out what Cloud Control would not give', () => {
    expect(toCloudFormationForm({ imageTestsEnabled: true, extra: 1 }, Tests, schema)).toEqual({
      ImageTestsEnabled: true,
    });
  });
});

describe('openProperty', () => {
  it('opens JSON text and keeps what a newer schema may know', () => {
    expect(openProperty('{"Statement": []}', Policy, schema)).toEqual({ Statement: [] });
    expect(openProperty({ ImageTestsEnabled: true, Newer: 1 }, Tests, schema)).toEqual({
      ImageTestsEnabled: true,
      Newer: 1,
    });
  });

  it('leaves the texts of a map alone, even those that look like JSON', () => {
    expect(openProperty({ note: '{"a": 1}' }, Tags, schema)).toEqual({ note: '{"a": 1}' });
  });
});

describe('toLowerCamelForm', () => {
  const tests = { ImageTestsEnabled: true, TimeoutMinutes: 60 };
  const native = { imageTestsEnabled: true, timeoutMinutes: 60 };

  it('makes the first letters of structure keys small', () => {
    expect(toLowerCamelForm(tests, Tests, schema)).toEqual(native);
    expect(toLowerCamelForm({ CostCenter: '1' }, Tags, schema)).toEqual({ CostCenter: '1' });
  });

  it('comes back to what it was', () => {
    expect(toCloudFormationForm(toLowerCamelForm(tests, Tests, schema), Tests, schema)).toEqual(tests);
  });
});
