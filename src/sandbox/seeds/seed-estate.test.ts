import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { type ImageRecord, imagesTable } from '../services/ec2/images/image-record.ts';
import { snapshotsTable } from '../services/ec2/snapshots/snapshot-record.ts';
import { demoRegions } from './estate.ts';
import { day } from './seed-context.ts';
import { seedFrom } from './seed-source.ts';

async function estate(source: string) {
  const sandbox = createSandbox({ clock: 'instant', populate: await seedFrom(source) });
  await sandbox.ready;
  const ownAccounts = ['123456789012', '210987654321', '333344445555'];
  const imagesIn = (region: string) =>
    ownAccounts.flatMap((account) => [...sandbox.state.table<ImageRecord>({ account, region }, imagesTable).values()]);
  return { ...sandbox, imagesIn };
}

describe('seedEstate', () => {
  it('has so many images in each region, spread over accounts, ages, states, tags and pipelines', async () => {
    const { imagesIn, state, clock } = await estate('estate=400');
    for (const region of demoRegions) expect(imagesIn(region)).toHaveLength(400);
    const images = imagesIn('eu-west-1').map(({ image }) => image);
    const values = (of: (image: ImageRecord['image']) => unknown) => new Set(images.map(of)).size;
    expect(values((image) => image.ImageId)).toBe(400);
    expect(values((image) => image.Name)).toBe(400);
    expect(values((image) => image.OwnerId)).toBe(3);
    expect(values((image) => image.State)).toBe(3);
    expect(values((image) => image.Tags?.find(({ Key }) => Key === 'team')?.Value)).toBe(9);
    expect(values((image) => image.Tags?.find(({ Key }) => Key === 'pipeline')?.Value)).toBeGreaterThan(10);
    const ages = images.map(({ CreationDate }) => (clock.now() - Date.parse(CreationDate)) / day);
    expect([Math.min(...ages) < 10, Math.max(...ages) > 1_000]).toEqual([true, true]);
    for (const { OwnerId: account, BlockDeviceMappings } of images) {
      const snapshot = BlockDeviceMappings[0]?.Ebs?.SnapshotId;
      if (snapshot === undefined) continue;
      expect(state.table({ account, region: 'eu-west-1' }, snapshotsTable).has(snapshot)).toBe(true);
    }
  });

  it('is the same for the same number', async () => {
    const names = async (source: string) =>
      (await estate(source)).imagesIn('us-east-1').map(({ image }) => image.ImageId);
    expect(await names('estate=30')).toEqual(await names('estate=30'));
    expect(await names('estate=30')).not.toEqual((await names('estate=31')).slice(0, 30));
  });

  it.each([['estate=many'], ['estate='], ['no-such-file.yaml']])('refuses %s', async (source) => {
    await expect(seedFrom(source)).rejects.toMatchObject({ code: 'INVALID_SEED' });
  });

  it('stands beside the other seeds', async () => {
    expect(await seedFrom('empty')).toBeUndefined();
    expect(await seedFrom('demo')).toBeTypeOf('function');
  });
});
