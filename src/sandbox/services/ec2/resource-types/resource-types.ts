import type { ResourceHandler } from '../../../service.ts';
import { instanceType } from './instance-type.ts';
import { keyPairType } from './key-pair-type.ts';
import { launchTemplateType } from './launch-template-type.ts';
import { securityGroupType, subnetType, vpcType } from './network-types.ts';
import { snapshotBlockPublicAccessType } from './snapshot-block-public-access-type.ts';
import { volumeType } from './volume-type.ts';

/** The CloudFormation types whose resources EC2's own API shows and makes as well. */
export const resourceTypes: Readonly<Record<string, ResourceHandler>> = {
  'AWS::EC2::Instance': instanceType,
  'AWS::EC2::KeyPair': keyPairType,
  'AWS::EC2::LaunchTemplate': launchTemplateType,
  'AWS::EC2::SecurityGroup': securityGroupType,
  'AWS::EC2::SnapshotBlockPublicAccess': snapshotBlockPublicAccessType,
  'AWS::EC2::Subnet': subnetType,
  'AWS::EC2::VPC': vpcType,
  'AWS::EC2::Volume': volumeType,
};
