import { describe, expect, it } from 'vitest';
import { ec2 } from './ec2.ts';
import { readObject } from './import-export/object-store.ts';
import { createWorld, makeBucket } from './test-world.ts';

describe('advance', () => {
  it('ends tasks that are over without a request to EC2', () => {
    const world = createWorld('real');
    const { bench, image: ImageId } = world;
    makeBucket(world, 'images');
    bench.call('CreateStoreImageTask', { ImageId, Bucket: 'images' });
    ec2.advance?.(bench.state, bench.clock);
    expect(readObject('images', `${ImageId}.bin`, bench.context())).toBeUndefined();
    bench.pass(3_600_000);
    ec2.advance?.(bench.state, bench.clock);
    expect(readObject('images', `${ImageId}.bin`, bench.context())).toBeDefined();
  });
});
