import { ec2 } from './overlays/ec2.ts';
import { imagebuilder } from './overlays/imagebuilder.ts';
import type { ServiceOverlay } from './overlays/overlay.ts';
import { sagemaker } from './overlays/sagemaker.ts';

export interface IncludedService {
  /** botocore's folder name, which is also the service's name in SQL. */
  readonly service: string;
  /** The namespace of its CloudFormation types, where SQL is to see them. */
  readonly cloudFormation?: string;
  /** The operations that are kept of a model too large to load whole. */
  readonly operations?: readonly RegExp[];
  readonly overlay?: ServiceOverlay;
}

/** The services that the catalog covers. Those with neither types nor an overlay are there for their model alone. */
export const includedServices: readonly IncludedService[] = [
  { service: 'cloudcontrol' },
  {
    service: 'ec2',
    overlay: ec2,
    operations: [
      /^(Describe|Create|Delete|Copy|Export|Import|Register|Deregister|Modify|Reset|Enable|Disable|Get|List|Cancel|Restore|Attach|Detach|Replace)\w*(?<!Fpga)Image/,
      /FastLaunch/,
      /^Cancel(Import|Export)Task$/,
      /^(Create|Delete|Describe)Tags$/,
      /^Describe(Regions|AvailabilityZones|LaunchTemplates|LaunchTemplateVersions)$/,
      /^(Describe|Run|Start|Stop|Reboot|Terminate)Instances$/,
      /^DescribeInstanceStatus$/,
      /^(Create|Delete|Copy|Describe|Lock|Unlock|List|Restore)Snapshots?(FromRecycleBin|sInRecycleBin)?$/,
      /^(Describe|Modify|Reset)SnapshotAttribute$/,
      /^(Create|Delete|Describe|Attach|Detach|Modify)Volumes?$/,
    ],
  },
  { service: 'imagebuilder', cloudFormation: 'AWS::ImageBuilder', overlay: imagebuilder },
  { service: 'sagemaker', cloudFormation: 'AWS::SageMaker', overlay: sagemaker },
  { service: 'sts' },
];
