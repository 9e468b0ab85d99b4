import { SandboxFault } from '../../../service.ts';
import { invalidCombination, invalidValue, missingParameter } from '../faults.ts';
import type { CompleteEbs } from '../images/block-device-mappings.ts';

interface VolumeTypeLimits {
  /** GiB. */
  readonly size: readonly [least: number, most: number];
  /** Of types that are given so many; `perGiB` is the most for each GiB. */
  readonly iops?: { readonly bounds: readonly [least: number, most: number]; readonly perGiB: number };
  /** MiB a second; `perIops` is the most for each of them. */
  readonly throughput?: { readonly bounds: readonly [least: number, most: number]; readonly perIops: number };
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
const limits: Readonly<Record<string, VolumeTypeLimits>> = {
  gp2: { size: [1, 16_384] },
  gp3: {
    size: [1, 65_536],
    iops: { bounds: [3_000, 80_000], perGiB: 500 },
    throughput: { bounds: [125, 2_000], perIops: 0.25 },
  },
  io1: { size: [4, 16_384], iops: { bounds: [100, 64_000], perGiB: 50 } },
  io2: { size: [4, 65_536], iops: { bounds: [100, 256_000], perGiB: 1_000 } },
  st1: { size: [125, 16_384] },
  sc1: { size: [125, 16_384] },
  standard: { size: [1, 1_024] },
};

/** What a request says of iops and throughput, and whether it asks for encryption. */
export interface AskedVolume {
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
  readonly encrypted: boolean | undefined;
  readonly kmsKeyId: string | undefined;
  readonly multiAttach: boolean;
}

/** Throws what EC2 answers to a volume that EBS does not have. */
export function checkVolume(ebs: CompleteEbs, asked: AskedVolume): void {
  const type = ebs.VolumeType;
  const limit = Object.hasOwn(limits, type) ? limits[type] : undefined;
  if (limit === undefined) throw invalidValue(`Invalid value '${type}' for VolumeType.`);
  if (asked.kmsKeyId !== undefined && asked.encrypted !== true) {
    const message = 'The parameter KmsKeyId requires the parameter Encrypted to be set.';
    throw new SandboxFault('InvalidParameterDependency', message);
  }
  checkSize(ebs.VolumeSize, type, limit.size);
  checkIops(ebs, asked.iops, limit);
  checkThroughput(ebs, asked.throughput, limit);
  if (asked.multiAttach && !type.startsWith('io')) {
    throw invalidCombination('MultiAttach is only supported on io1 and io2 volume types.');
  }
}

function checkSize(size: number, type: string, [least, most]: readonly [number, number]): void {
  if (size < least) {
    throw invalidValue(`Volume of ${size}GiB is too small for volume type ${type}; minimum is ${least}GiB.`);
  }
  if (size > most) {
    throw invalidValue(`Volume of ${size}GiB is too large for volume type ${type}; maximum is ${most}GiB.`);
  }
}

function checkIops(ebs: CompleteEbs, asked: number | undefined, { iops }: VolumeTypeLimits): void {
  const { VolumeType: type, VolumeSize: size } = ebs;
  if (iops === undefined) {
    if (asked === undefined) return;
    throw invalidCombination(`The parameter iops is not supported for ${type} volumes.`);
  }
  const given = ebs.Iops;
  if (given === undefined) throw missingParameter('iops');
  const [least, most] = iops.bounds;
  if (given < least) throw invalidValue(`Volume iops of ${given} is too low; minimum is ${least}.`);
  if (given > most) throw invalidValue(`Volume iops of ${given} is too high; maximum is ${most}.`);
  // What comes with every volume may be more than its size allows.
  if (asked !== undefined && asked > least && given > size * iops.perGiB) {
    throw invalidCombination(
      `Iops to volume size ratio of ${(given / size).toFixed(6)} is too high; maximum is ${iops.perGiB}.`,
    );
  }
}

function checkThroughput(ebs: CompleteEbs, asked: number | undefined, { throughput }: VolumeTypeLimits): void {
  if (throughput === undefined) {
    if (asked === undefined) return;
    throw invalidCombination(`The parameter throughput is not supported for ${ebs.VolumeType} volumes.`);
  }
  const { Throughput: given = 0, Iops: iops = 0 } = ebs;
  const [least, most] = throughput.bounds;
  if (given < least) throw invalidValue(`Volume throughput of ${given} is too low; minimum is ${least}.`);
  if (given > most) throw invalidValue(`Volume throughput of ${given} is too high; maximum is ${most}.`);
  if (given > iops * throughput.perIops) {
    throw invalidCombination(
      `Throughput (MiBps) to iops ratio of ${(given / iops).toFixed(6)} is too high; maximum is ${throughput.perIops} MiBps per iops.`,
    );
  }
}
