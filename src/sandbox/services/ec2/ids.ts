import { arnIn } from '../../kit/arn-in.ts';
import { steadyUuid } from '../../kit/steady-id.ts';
import { SandboxFault } from '../../service.ts';

/** Kinds of ids that requests name, with the code that EC2 gives to a bad one. */
const kinds = {
  'ami-': 'InvalidAMIID.Malformed',
  'i-': 'InvalidInstanceID.Malformed',
  'snap-': 'InvalidSnapshotID.Malformed',
  'vol-': 'InvalidVolumeID.Malformed',
  'lt-': 'InvalidLaunchTemplateId.Malformed',
  'key-': 'InvalidKeyPair.Malformed',
  'vpc-': 'InvalidVpcID.Malformed',
  'subnet-': 'InvalidSubnetID.Malformed',
  'sg-': 'InvalidGroupId.Malformed',
} as const;

/** Throws for the first id that is not 8 or 17 hexadecimal digits behind its prefix. */
export function checkIds(prefix: keyof typeof kinds, ids: readonly string[]): void {
  for (const id of ids) {
    if (!id.startsWith(prefix)) {
      throw new SandboxFault(kinds[prefix], `Invalid id: "${id}" (expecting "${prefix}...")`);
    }
    if (!/^(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id.slice(prefix.length))) {
      throw new SandboxFault(kinds[prefix], `Invalid id: "${id}"`);
    }
  }
}

/** The key that EBS encrypts with when none is named (`alias/aws/ebs`), as an ARN. */
export function usualKmsKey(partition: string, region: string, account: string): string {
  return arnIn({ partition, region, account }, 'kms', `key/${steadyUuid('kms', account, region)}`);
}
