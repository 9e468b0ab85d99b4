import type { WireStructure } from '../../../aws/service-model.ts';
import { canonicalText } from '../../kit/canonical-text.ts';
import { type StoredEntry, type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What EC2 keeps, each table with what its records have been before. */
export const ec2Tables: readonly StoredTable[] = [
  storedTable('ec2.allowed-images-settings'),
  storedTable('ec2.changed-defaults'),
  storedTable('ec2.client-tokens', withCanonicalParameters),
  storedTable('ec2.deregistered-images'),
  storedTable('ec2.export-image-tasks'),
  storedTable('ec2.fast-launch-images'),
  storedTable('ec2.image-block-public-access'),
  storedTable('ec2.image-usage-reports'),
  storedTable('ec2.images'),
  storedTable('ec2.import-image-tasks'),
  storedTable('ec2.import-snapshot-tasks'),
  storedTable('ec2.instances'),
  storedTable('ec2.key-pairs'),
  storedTable('ec2.launch-template-versions'),
  storedTable('ec2.launch-templates'),
  storedTable('ec2.other-tags'),
  storedTable('ec2.recycle-bin'),
  storedTable('ec2.security-groups'),
  storedTable('ec2.snapshot-block-public-access'),
  storedTable('ec2.snapshot-recycle-bin'),
  storedTable('ec2.snapshots'),
  storedTable('ec2.store-image-tasks'),
  storedTable('ec2.subnets'),
  storedTable('ec2.volumes'),
  storedTable('ec2.vpcs'),
];

/** Version 1 had the parameters as they came, the token among them. */
function withCanonicalParameters({ key, record }: StoredEntry): StoredEntry {
  const { parameters, response } = record as { readonly parameters: string; readonly response: WireStructure };
  const { ClientToken: _, ...input } = JSON.parse(parameters) as WireStructure;
  return { key, record: { parameters: canonicalText(input), response } };
}
