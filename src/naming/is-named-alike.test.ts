import { expect, it } from 'vitest';
import { isNamedAlike } from './is-named-alike.ts';

it.each([
  ['graphqlapis', 'graph_ql_apis'],
  ['instance_status', 'instance_statuses'],
  ['schemata', 'schemas'],
  ['schema', 'schemas'],
  ['ec2fleets', 'EC2Fleet'],
  ['waiting_workflow_steps', 'WaitingWorkflowStep'],
])('%s is %s', (one, other) => {
  expect(isNamedAlike(one)(other)).toBe(true);
  expect(isNamedAlike(other)(one)).toBe(true);
});

it.each([
  ['images', 'image_tags'],
  ['aliases', 'alarms'],
  ['addresses', 'access'],
])('%s is not %s', (one, other) => expect(isNamedAlike(one)(other)).toBe(false));
