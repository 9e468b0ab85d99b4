import { expect, it } from 'vitest';
import { QueueCount } from './queue-count.ts';

it('tells what waits and was throttled, region by region, and nothing twice', () => {
  const queue = new QueueCount();
  expect(queue.news()).toBeUndefined();
  queue.waits(1, 'us-east-1');
  queue.waits(1, 'us-east-1');
  queue.waits(1, 'eu-west-1');
  queue.throttled('eu-west-1');
  expect(queue.news()).toEqual({
    waiting: 3,
    throttled: 1,
    regions: { 'us-east-1': { waiting: 2, throttled: 0 }, 'eu-west-1': { waiting: 1, throttled: 1 } },
  });
  expect(queue.news()).toBeUndefined();
  queue.waits(-1, 'us-east-1');
  queue.waits(-1, 'us-east-1');
  queue.waits(-1, 'eu-west-1');
  expect(queue.news()).toEqual({ waiting: 0, throttled: 1, regions: { 'eu-west-1': { waiting: 0, throttled: 1 } } });
});
