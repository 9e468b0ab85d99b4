import { describe, expect, it } from 'vitest';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { clientToken, createTestBench, type TestBench } from '../test-bench.ts';

const own = 'arn:aws:imagebuilder:us-east-1:111122223333:workflow/test/own-checks';

const create = (bench: TestBench, semanticVersion: string) =>
  bench.call('CreateWorkflow', {
    name: 'Own Checks',
    semanticVersion,
    type: 'TEST',
    data: 'name: own\nsteps:\n  - name: Check\n    action: RunCommand\n',
    clientToken: clientToken(),
  }).workflowBuildVersionArn;

describe('workflows', () => {
  it('have their type in their ARN and are found by part of their version', () => {
    const bench = createTestBench('real');
    expect(create(bench, '1.0.1')).toBe(`${own}/1.0.1/1`);
    create(bench, '1.2.0');
    const get = (version: string) =>
      structureOf(bench.call('GetWorkflow', { workflowBuildVersionArn: `${own}/${version}` }).workflow);
    expect(get('1.0.1').arn).toBe(`${own}/1.0.1/1`);
    expect(get('x.x.x').arn).toBe(`${own}/1.2.0/1`);
    expect(get('1.0.x')).toMatchObject({ name: 'Own Checks', type: 'TEST', version: '1.0.1' });
  });

  it('list versions and builds, and leave when nothing uses them', () => {
    const bench = createTestBench('real');
    const first = create(bench, '1.0.0');
    create(bench, '1.1.0');
    const versions = () => structuresOf(bench.call('ListWorkflows').workflowVersionList).map((each) => each.arn);
    expect(versions()).toEqual([`${own}/1.0.0`, `${own}/1.1.0`]);
    const builds = bench.call('ListWorkflowBuildVersions', { workflowVersionArn: `${own}/x.x.x` });
    expect(structuresOf(builds.workflowSummaryList).map((each) => each.arn)).toEqual([
      `${own}/1.1.0/1`,
      `${own}/1.0.0/1`,
    ]);
    bench.call('DeleteWorkflow', { workflowBuildVersionArn: first });
    expect(versions()).toEqual([`${own}/1.1.0`]);
    const amazon = structuresOf(bench.call('ListWorkflows', { owner: 'Amazon' }).workflowVersionList);
    expect(amazon.map((each) => each.name)).toContain('build-image');
  });
});
