import { describe, expect, it, vi } from 'vitest';
import { contextAt } from '../../../kit/context-at.ts';
import { createState } from '../../../state/create-state.ts';
import { imagePipelinesTable, type PipelineRecord } from './image-pipeline-record.ts';
import { runSchedules } from './run-schedules.ts';

const place = { account: '111122223333', region: 'us-east-1' };
const day = 24 * 3_600_000;

/** A pipeline whose recipe is gone: its runs are noted, and build nothing. */
function pipeline(name: string, schedule: PipelineRecord['schedule'] = undefined): PipelineRecord {
  return {
    arn: `arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/${name}`,
    name,
    status: 'ENABLED',
    infrastructureConfigurationArn: 'gone',
    imageRecipeArn: 'gone',
    deploymentId: name,
    tags: {},
    dateCreated: '2026-01-01T00:00:00Z',
    consecutiveFailures: 0,
    ...(schedule !== undefined && { schedule }),
  };
}

describe('runSchedules', () => {
  it('goes through the pipelines when one of them changed or is due, and at no other request', () => {
    const state = createState(1);
    const pipelines = state.table<PipelineRecord>(place, imagePipelinesTable);
    const pass = (now: number) => {
      const values = vi.spyOn(pipelines, 'values');
      runSchedules(pipelines, (time) => contextAt(state, place, time), now);
      const times = values.mock.calls.length;
      values.mockRestore();
      return times > 0;
    };
    const nextRun = () => pipelines.get(pipeline('daily').arn)?.nextRun;
    for (const name of ['one', 'two', 'three']) pipelines.set(name, pipeline(name));
    expect(pass(0)).toBe(true);
    expect(pass(1)).toBe(false);

    const { arn } = pipeline('daily');
    pipelines.set(arn, pipeline('daily', { scheduleExpression: 'rate(1 day)' }));
    expect(pass(2)).toBe(true);
    expect(nextRun()).toBe(2 + day);
    pass(3);
    expect(pass(day)).toBe(false);
    expect(pass(2 + day)).toBe(true);
    expect(nextRun()).toBe(2 + 2 * day);
    pass(3 + day);
    expect(pass(4 + day)).toBe(false);

    state.reset();
    expect(pass(5 + day)).toBe(true);
    expect(pass(10 * day)).toBe(false);
  });
});
