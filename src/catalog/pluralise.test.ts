import { expect, it } from 'vitest';
import { pluralise } from './pluralise.ts';

it.each([
  ['image', 'images'],
  ['image_pipeline', 'image_pipelines'],
  ['policy', 'policies'],
  ['lifecycle_policy', 'lifecycle_policies'],
  ['infrastructure_configuration', 'infrastructure_configurations'],
  ['app', 'apps'],
  ['code_repository', 'code_repositories'],
  ['gateway', 'gateways'],
  ['alias', 'aliases'],
  ['status', 'statuses'],
  ['access', 'accesses'],
  ['mailbox', 'mailboxes'],
  ['branch', 'branches'],
  ['cache', 'caches'],
  ['analysis', 'analyses'],
  ['settings', 'settings'],
  ['human_task_ui', 'human_task_uis'],
])('many of %s are %s', (one, many) => {
  expect(pluralise(one)).toBe(many);
});
