import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../../kit/service-bench.ts';
import { ec2 } from '../ec2.ts';
import { type ImageRecord, type ImageStructure, imagesTable } from './image-record.ts';

const { account, region } = benchPlace;
const other = '999988887777';

function imageOf(id: number, members: Partial<ImageStructure> = {}): ImageStructure {
  return {
    ImageId: `ami-${id.toString(16).padStart(17, '0')}`,
    Name: `image-${id}`,
    OwnerId: account,
    State: 'available',
    CreationDate: '2026-10-01T08:00:00.000Z',
    ImageLocation: `${account}/image-${id}`,
    Public: false,
    Architecture: 'x86_64',
    ImageType: 'machine',
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    BlockDeviceMappings: [],
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    ...members,
  };
}

function put(bench: ServiceBench, image: ImageStructure, record: Partial<ImageRecord> = {}): string {
  bench.state
    .table<ImageRecord>({ account: image.OwnerId, region }, imagesTable)
    .set(image.ImageId, { image, launchPermissions: [], ...record });
  return image.ImageId;
}

function idsOf(answer: WireStructure): readonly string[] {
  return structuresOf(answer.Images).map(({ ImageId }) => textOf(ImageId) ?? '');
}

const describeOwn = (bench: ServiceBench, input: WireStructure = {}) =>
  idsOf(bench.call('DescribeImages', { Owners: ['self'], ...input }));

describe('the filters of DescribeImages', () => {
  /** Every filter with the value that the sample below has for it. */
  const sample = imageOf(1, {
    Architecture: 'arm64',
    BlockDeviceMappings: [
      { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' },
      {
        DeviceName: '/dev/xvda',
        Ebs: { DeleteOnTermination: false, SnapshotId: 'snap-1', VolumeSize: 21, VolumeType: 'io2', Encrypted: true },
      },
    ],
    CreationDate: '2026-11-02T03:04:05.678Z',
    Description: 'a description',
    EnaSupport: false,
    FreeTierEligible: true,
    Hypervisor: 'ovm',
    ImageType: 'kernel',
    ImageWatermarks: [
      {
        WatermarkKey: '1:approved',
        SourceImageRegion: 'eu-west-1',
        SourceImageId: 'ami-7',
        SourceImageCreationTime: '2026-01-01T00:00:00.000Z',
        WatermarkCreationTime: '2026-02-02T00:00:00.000Z',
      },
    ],
    KernelId: 'aki-1',
    ImageLocation: 'bucket/manifest.xml',
    Name: 'golden-1',
    ImageOwnerAlias: 'aws-marketplace',
    Platform: 'windows',
    ProductCodes: [{ ProductCodeId: 'code1', ProductCodeType: 'marketplace' }],
    PublicSsmParameterName: '/aws/service/x',
    RamdiskId: 'ari-1',
    RootDeviceName: '/dev/sda9',
    RootDeviceType: 'instance-store',
    SourceImageId: 'ami-8',
    SourceImageRegion: 'eu-north-1',
    SourceInstanceId: 'i-9',
    SriovNetSupport: 'simple',
    State: 'failed',
    StateReason: { Code: 'Client.Bad', Message: 'no good' },
    Tags: [{ Key: 'team', Value: 'web' }],
    VirtualizationType: 'paravirtual',
    Public: true,
  });
  const filters: Readonly<Record<string, string>> = {
    architecture: 'arm64',
    'block-device-mapping.delete-on-termination': 'false',
    'block-device-mapping.device-name': '/dev/sdb',
    'block-device-mapping.snapshot-id': 'snap-1',
    'block-device-mapping.volume-size': '21',
    'block-device-mapping.volume-type': 'io2',
    'block-device-mapping.encrypted': 'true',
    'creation-date': '2026-11-02T*',
    description: 'a description',
    'ena-support': 'false',
    'free-tier-eligible': 'true',
    hypervisor: 'ovm',
    'image-id': sample.ImageId,
    'image-type': 'kernel',
    'image-watermark.source-image-creation-time': '2026-01-01*',
    'image-watermark.source-image-id': 'ami-7',
    'image-watermark.source-image-region': 'eu-west-1',
    'image-watermark.watermark-creation-time': '2026-02-02*',
    'image-watermark.watermark-key': '1:approved',
    'is-public': 'true',
    'kernel-id': 'aki-1',
    'manifest-location': 'bucket/*',
    name: 'golden-?',
    'owner-alias': 'aws-marketplace',
    platform: 'windows',
    'product-code': 'code1',
    'product-code.type': 'marketplace',
    'public-ssm-parameter-name': '/aws/service/x',
    'ramdisk-id': 'ari-1',
    'root-device-name': '/dev/sda9',
    'root-device-type': 'instance-store',
    'source-image-id': 'ami-8',
    'source-image-region': 'eu-north-1',
    'source-instance-id': 'i-9',
    'sriov-net-support': 'simple',
    state: 'failed',
    'state-reason-code': 'Client.Bad',
    'state-reason-message': 'no good',
    'tag:team': 'web',
    'tag-key': 'team',
    'virtualization-type': 'paravirtual',
  };
  const bench = createServiceBench(ec2);
  put(bench, sample, { launchPermissions: [{ Group: 'all' }] });
  put(bench, imageOf(2));

  it.each(Object.entries(filters))('%s: %s finds the one image that has it', (Name, value) => {
    expect(describeOwn(bench, { Filters: [{ Name, Values: [value] }] })).toEqual([sample.ImageId]);
  });

  it('are all 43, with those that every image of an account fits', () => {
    const fitted = ['owner-id', 'image-allowed'];
    const values: Readonly<Record<string, string>> = { 'owner-id': account, 'image-allowed': 'true' };
    for (const Name of fitted) {
      expect(describeOwn(bench, { Filters: [{ Name, Values: [values[Name] ?? ''] }] })).toHaveLength(2);
      expect(describeOwn(bench, { Filters: [{ Name, Values: ['false'] }] })).toHaveLength(0);
    }
    expect(Object.keys(filters).length + fitted.length).toBe(43);
  });

  it('find what a plain predicate finds', () => {
    const names = ['golden-al2023-1', 'golden-al2023-2', 'golden-ubuntu-1', 'web', 'Web'];
    const tag = fc.record(
      { Key: fc.constantFrom('team', 'env'), Value: fc.constantFrom('web', 'data', '') },
      { noNullPrototype: true },
    );
    const member = fc.record({
      Name: fc.constantFrom(...names),
      Architecture: fc.constantFrom('x86_64' as const, 'arm64' as const),
      State: fc.constantFrom('available' as const, 'failed' as const),
      Tags: fc.uniqueArray(tag, { selector: ({ Key }) => Key, maxLength: 2 }),
    });
    const values = (from: readonly string[]) => fc.subarray([...from]);
    const wanted = fc.record({
      name: values(['golden-al2023-1', 'web', 'nothing']),
      prefix: fc.constantFrom('golden-', 'w', ''),
      architecture: values(['arm64', 'x86_64']),
      state: values(['available', 'failed']),
      team: values(['web', '']),
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 12 }), wanted, (members, want) => {
        const subject = createServiceBench(ec2);
        const images = members.map((each, index) => imageOf(index, each));
        for (const image of images) put(subject, image);
        const Filters = [
          { Name: 'name', Values: [...want.name, `${want.prefix}*`] },
          { Name: 'architecture', Values: want.architecture },
          { Name: 'state', Values: want.state },
          { Name: 'tag:team', Values: want.team },
        ];
        const expected = images.filter(
          ({ Name, Architecture, State, Tags = [] }) =>
            (want.name.includes(Name) || Name.startsWith(want.prefix)) &&
            want.architecture.includes(Architecture) &&
            want.state.includes(State) &&
            Tags.some(({ Key, Value }) => Key === 'team' && want.team.includes(Value)),
        );
        expect(describeOwn(subject, { Filters })).toEqual(expected.map(({ ImageId }) => ImageId));
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});

describe('whose images DescribeImages shows', () => {
  const bench = createServiceBench(ec2);
  const own = put(bench, imageOf(1));
  const shared = put(bench, imageOf(2, { OwnerId: other }), { launchPermissions: [{ UserId: account }] });
  const hidden = put(bench, imageOf(3, { OwnerId: other }));
  const anyones = put(bench, imageOf(4, { OwnerId: other, Public: true, Tags: [{ Key: 'secret', Value: '1' }] }), {
    launchPermissions: [{ Group: 'all' }],
  });

  it('shows own, shared and public ones, and those of Amazon', () => {
    const ids = idsOf(bench.call('DescribeImages'));
    expect(ids).toEqual(expect.arrayContaining([own, shared, anyones]));
    expect(ids).not.toContain(hidden);
    expect(ids.length).toBeGreaterThan(3);
  });

  it.each([
    [['self'], [own]],
    [[account], [own]],
    [[other], [shared, anyones]],
    [
      ['self', other],
      [own, shared, anyones],
    ],
    [['aws-marketplace'], []],
  ])('of the owners %j', (Owners, expected) => {
    expect(idsOf(bench.call('DescribeImages', { Owners }))).toEqual(expected);
  });

  it('of Amazon by its alias, with images for each system', () => {
    const images = structuresOf(bench.call('DescribeImages', { Owners: ['amazon'] }).Images);
    expect(images.every(({ ImageOwnerAlias, Public }) => ImageOwnerAlias === 'amazon' && Public === true)).toBe(true);
    expect(new Set(images.map(({ Architecture }) => Architecture))).toEqual(new Set(['x86_64', 'arm64']));
    expect(images.some(({ Platform }) => Platform === 'windows')).toBe(true);
    expect(images.some(({ Name }) => textOf(Name)?.startsWith('al2023-ami-'))).toBe(true);
    expect(images.some(({ OwnerId }) => OwnerId === '099720109477')).toBe(true);
  });

  it.each([
    [['self'], [shared]],
    [[account], [shared]],
    [['123123123123'], []],
  ])('that %j may launch', (ExecutableUsers, expected) => {
    expect(idsOf(bench.call('DescribeImages', { ExecutableUsers }))).toEqual(expected);
  });

  it('that all may launch', () => {
    const ids = idsOf(bench.call('DescribeImages', { ExecutableUsers: ['all'], Owners: [other] }));
    expect(ids).toEqual([anyones]);
  });

  it("never with another account's tags", () => {
    const [image] = structuresOf(bench.call('DescribeImages', { ImageIds: [anyones] }).Images);
    expect(image).toBeDefined();
    expect(image?.Tags).toBeUndefined();
    bench.call('CreateTags', { Resources: [anyones], Tags: [{ Key: 'mine', Value: '2' }] });
    const [tagged] = structuresOf(bench.call('DescribeImages', { ImageIds: [anyones] }).Images);
    expect(tagged?.Tags).toEqual([{ Key: 'mine', Value: '2' }]);
    const theirs = bench.call('DescribeImages', { ImageIds: [anyones] }, { account: other });
    expect(structuresOf(theirs.Images)[0]?.Tags).toEqual([{ Key: 'secret', Value: '1' }]);
  });

  it('not in another region', () => {
    expect(idsOf(bench.call('DescribeImages', { Owners: ['self', other] }, { region: 'eu-west-1' }))).toEqual([]);
  });
});

describe('deprecated and disabled images', () => {
  const bench = createServiceBench(ec2);
  const past = { DeprecationTime: '2026-11-01T00:00:00.000Z' };
  const all = { launchPermissions: [{ Group: 'all' as const }] };
  const mine = put(bench, imageOf(1, past));
  const theirs = put(bench, imageOf(2, { ...past, OwnerId: other, Public: true }), all);
  const soon = put(
    bench,
    imageOf(3, { OwnerId: other, Public: true, DeprecationTime: '2026-12-01T00:00:00.000Z' }),
    all,
  );
  const disabled = put(bench, imageOf(4, { State: 'disabled' }));
  const Owners = ['self', other];

  it('hides deprecated ones of others and disabled ones', () => {
    expect(idsOf(bench.call('DescribeImages', { Owners }))).toEqual([mine, soon]);
  });

  it('shows them when told to', () => {
    expect(idsOf(bench.call('DescribeImages', { Owners, IncludeDeprecated: true }))).toEqual([mine, theirs, soon]);
    expect(idsOf(bench.call('DescribeImages', { Owners, IncludeDisabled: true }))).toEqual([mine, disabled, soon]);
    const Filters = [{ Name: 'state', Values: ['disabled'] }];
    expect(idsOf(bench.call('DescribeImages', { Owners, Filters, IncludeDisabled: true }))).toEqual([disabled]);
    expect(() => bench.call('DescribeImages', { Owners, Filters })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValue' }),
    );
  });

  it('hides more as time passes', () => {
    const later = createServiceBench(ec2);
    put(later, imageOf(3, { OwnerId: other, Public: true, DeprecationTime: '2026-12-01T00:00:00.000Z' }), all);
    later.pass(30 * 24 * 3_600_000);
    expect(idsOf(later.call('DescribeImages', { Owners }))).toEqual([]);
  });
});

describe('bad requests to DescribeImages', () => {
  const bench = createServiceBench(ec2);
  const there = put(bench, imageOf(1));
  const gone = 'ami-0000000000000dead';

  it.each([
    [{ ImageIds: [gone] }, 'InvalidAMIID.NotFound', `The image id '[${gone}]' does not exist`],
    [
      { ImageIds: [gone, there, 'ami-12345678'] },
      'InvalidAMIID.NotFound',
      `The image ids '[${gone}, ami-12345678]' do not exist`,
    ],
    [{ ImageIds: ['x'] }, 'InvalidAMIID.Malformed', 'Invalid id: "x" (expecting "ami-...")'],
    [{ ImageIds: ['ami-aaaaaaa777'] }, 'InvalidAMIID.Malformed', 'Invalid id: "ami-aaaaaaa777"'],
    [
      { ImageIds: [there], MaxResults: 5 },
      'InvalidParameterCombination',
      'The parameter imageIdsSet cannot be used with the parameter maxResults',
    ],
    [{ Owners: ['canonical'] }, 'InvalidUserID.Malformed', 'Invalid user id: "canonical"'],
    [{ DryRun: true }, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'],
  ])('%j', (input, code, message) => {
    expect(() => bench.call('DescribeImages', input)).toThrowError(expect.objectContaining({ code, message }));
  });
});

describe('100,000 images', () => {
  const bench = createServiceBench(ec2);
  for (let id = 0; id < 100_000; id += 1) put(bench, imageOf((id * 7919) % 100_003, { Name: `app-${id % 50}` }));

  it('come in pages of 1,000 that are complete and disjoint, filtered', () => {
    const found = new Set<string>();
    let pages = 0;
    let token: string | undefined;
    do {
      const input = {
        Owners: ['self'],
        MaxResults: 1000,
        NextToken: token,
        Filters: [{ Name: 'name', Values: ['app-1*'] }],
      };
      const answer = bench.call('DescribeImages', input);
      for (const id of idsOf(answer)) found.add(id);
      token = textOf(answer.NextToken);
      pages += 1;
    } while (token !== undefined);
    expect([found.size, pages]).toEqual([22_000, 22]);
  });
});
