import { expect, it } from 'vitest';
import { createRoom } from './room.ts';

it('lets nobody in for whom there is no room, and the first that asked first', async () => {
  const room = createRoom(10);
  const entered: string[] = [];
  const enter = async (name: string, bytes: number) => {
    const leave = await room.take(bytes);
    entered.push(name);
    return leave;
  };
  const [first, large, small] = [enter('first', 6), enter('large', 100), enter('small', 1)];
  const leave = await first;
  expect(entered).toEqual(['first']);
  leave();
  leave();
  const leaveAll = await large;
  expect(entered).toEqual(['first', 'large']);
  leaveAll();
  await small;
  expect(entered).toEqual(['first', 'large', 'small']);
});
