import { steadyId } from '../../kit/steady-id.ts';
import type { RequestContext } from '../../service.ts';
import { publicImageFamilies } from '../ec2/images/public/public-image-families.ts';
import { publicImageId } from '../ec2/images/public/public-images.ts';
import { arnOf } from './arns.ts';
import type { ComponentRecord, WorkflowRecord } from './tables.ts';

type Home = Pick<RequestContext, 'partition' | 'region'>;

/** An image that Amazon offers as a parent; the sandbox knows a few. */
export type AmazonImage = {
  readonly arn: string;
  readonly name: string;
  readonly type: 'AMI' | 'DOCKER';
  readonly version: string;
  readonly platform: string;
  readonly osVersion: string;
  readonly architecture: string;
  readonly dateCreated: string;
  /** The AMI of this region, the same for the same image and region. */
  readonly ami: string;
};

const componentList = [
  ['update-linux', '1.0.2', 'BUILD', 'Linux', 'Updates Linux with the latest security updates.'],
  ['update-linux', '1.0.1', 'BUILD', 'Linux', 'Updates Linux with the latest security updates.'],
  ['aws-cli-version-2-linux', '1.0.4', 'BUILD', 'Linux', 'Installs the latest version of the AWS CLI version 2.'],
  ['amazon-cloudwatch-agent-linux', '1.0.1', 'BUILD', 'Linux', 'Installs the latest version of the CloudWatch agent.'],
  ['docker-ce-linux', '1.0.0', 'BUILD', 'Linux', 'Installs Docker Community Edition.'],
  ['stig-build-linux-medium', '2024.4.0', 'BUILD', 'Linux', 'Applies the medium and low severity STIG settings.'],
  ['reboot-linux', '1.0.1', 'BUILD', 'Linux', 'Reboots the system.'],
  ['simple-boot-test-linux', '1.0.0', 'TEST', 'Linux', 'Executes a simple boot test.'],
  ['update-windows', '1.0.2', 'BUILD', 'Windows', 'Updates Windows with the latest security updates.'],
  ['simple-boot-test-windows', '1.0.0', 'TEST', 'Windows', 'Executes a simple boot test.'],
] as const;

const imageList: readonly (readonly [
  name: string,
  version: string,
  type: 'AMI' | 'DOCKER',
  platform: string,
  osVersion: string,
  architecture: string,
  family?: string,
])[] = [
  ['Amazon Linux 2023 x86', '2024.11.15', 'AMI', 'Linux', 'Amazon Linux 2023', 'x86_64'],
  [
    'Amazon Linux 2023 x86',
    '2025.11.3',
    'AMI',
    'Linux',
    'Amazon Linux 2023',
    'x86_64',
    '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64',
  ],
  [
    'Amazon Linux 2023 ARM64',
    '2025.11.3',
    'AMI',
    'Linux',
    'Amazon Linux 2023',
    'arm64',
    '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64',
  ],
  ['Amazon Linux 2 x86', '2025.10.20', 'AMI', 'Linux', 'Amazon Linux 2', 'x86_64'],
  ['Ubuntu Server 20 LTS x86', '2023.5.2', 'AMI', 'Linux', 'Ubuntu 20', 'x86_64'],
  [
    'Ubuntu Server 22 LTS x86',
    '2025.9.12',
    'AMI',
    'Linux',
    'Ubuntu 22',
    'x86_64',
    '/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
  ],
  [
    'Ubuntu Server 24 LTS x86',
    '2025.10.7',
    'AMI',
    'Linux',
    'Ubuntu 24',
    'x86_64',
    '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
  ],
  [
    'Windows Server 2022 English Full Base x86',
    '2025.10.15',
    'AMI',
    'Windows',
    'Microsoft Windows Server 2022',
    'x86_64',
    '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base',
  ],
  ['Amazon Linux x86 latest', '2025.11.3', 'DOCKER', 'Linux', 'Amazon Linux 2023', 'x86_64'],
  ['Ubuntu x86 latest', '2025.10.7', 'DOCKER', 'Linux', 'Ubuntu 24', 'x86_64'],
];

/** Steps of which the first launches the instance that the others work on. */
function steps(names: readonly (readonly [string, string])[]): string {
  const [launch = ''] = names[0] ?? [];
  return names
    .map(([name, action]) => {
      const inputs =
        action === 'LaunchInstance' ? 'waitFor: ssmAgent' : `instanceId.$: $.stepOutputs.${launch}.instanceId`;
      return `  - name: ${name}\n    action: ${action}\n    onFailure: Abort\n    inputs:\n      ${inputs}\n`;
    })
    .join('');
}

const workflowList = [
  [
    'build-image',
    '1.0.2',
    'BUILD',
    steps([
      ['LaunchBuildInstance', 'LaunchInstance'],
      ['UpdateSSMAgent', 'RunCommand'],
      ['ApplyBuildComponents', 'ExecuteComponents'],
      ['InventoryCollection', 'CollectImageMetadata'],
      ['RunSanitizeScript', 'SanitizeInstance'],
      ['CreateOutputAMI', 'CreateImage'],
      ['TerminateBuildInstance', 'TerminateInstance'],
    ]),
  ],
  [
    'test-image',
    '1.0.2',
    'TEST',
    steps([
      ['LaunchTestInstance', 'LaunchInstance'],
      ['UpdateSSMAgent', 'RunCommand'],
      ['ApplyTestComponents', 'ExecuteComponents'],
      ['TerminateTestInstance', 'TerminateInstance'],
    ]),
  ],
  [
    'build-container',
    '1.0.2',
    'BUILD',
    steps([
      ['LaunchBuildInstance', 'LaunchInstance'],
      ['UpdateSSMAgent', 'RunCommand'],
      ['ApplyBuildComponents', 'ExecuteComponents'],
      ['InventoryCollection', 'CollectImageMetadata'],
      ['CreateContainerImage', 'RunCommand'],
      ['TerminateBuildInstance', 'TerminateInstance'],
    ]),
  ],
  [
    'test-container',
    '1.0.2',
    'TEST',
    steps([
      ['LaunchTestInstance', 'LaunchInstance'],
      ['ApplyTestComponents', 'ExecuteComponents'],
      ['TerminateTestInstance', 'TerminateInstance'],
    ]),
  ],
] as const;

/** The components of Amazon's that a region has. */
export function amazonComponents(home: Home): readonly ComponentRecord[] {
  return componentList.map(([name, version, type, platform, description]) => ({
    arn: arnOf({ ...home, account: 'aws' }, 'component', name, version, 1),
    name,
    version,
    description,
    type,
    platform,
    state: { status: 'ACTIVE' },
    owner: 'Amazon',
    encrypted: true,
    dateCreated: '2024-03-12T18:22:07.311Z',
    data: `name: ${name}\nschemaVersion: 1.0\nphases:\n  - name: ${type === 'TEST' ? 'test' : 'build'}\n    steps:\n      - name: Run\n        action: ExecuteBash\n        inputs:\n          commands:\n            - exit 0\n`,
    tags: {},
  }));
}

/** The latest public AMI of a family, which EC2 has in every region; families go by the parameter that names it. */
export function publicAmi(parameter: string | undefined, region: string): string | undefined {
  const family = publicImageFamilies.find((each) => each.parameter === parameter);
  return family && publicImageId(family, region, 0);
}

export function amazonImages(home: Home): readonly AmazonImage[] {
  return imageList.map(([name, version, type, platform, osVersion, architecture, family]) => {
    const arn = arnOf({ ...home, account: 'aws' }, 'image', name, version, 1);
    const [year, month = '1', day = '1'] = version.split('.');
    return {
      arn,
      name,
      type,
      version,
      platform,
      osVersion,
      architecture,
      dateCreated: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T08:00:00.000Z`,
      ami: publicAmi(family, home.region) ?? steadyId('ami-', arn),
    };
  });
}

export function amazonWorkflows(home: Home): readonly WorkflowRecord[] {
  return workflowList.map(([name, version, type, stepText]) => ({
    arn: arnOf({ ...home, account: 'aws' }, type === 'BUILD' ? 'workflow/build' : 'workflow/test', name, version, 1),
    name,
    version,
    description: `Workflow to ${name.replace('-', ' a ')}`,
    type,
    owner: 'Amazon',
    dateCreated: '2024-03-12T18:22:07.311Z',
    data: `name: ${name}\ndescription: Workflow to ${name.replace('-', ' a ')}\nschemaVersion: 1.0\nsteps:\n${stepText}`,
    parameters: [],
    tags: {},
  }));
}
