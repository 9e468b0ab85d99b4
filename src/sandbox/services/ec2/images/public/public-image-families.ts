/** Families of public images that every region has from the start. */
export interface PublicImageFamily {
  readonly owner: string;
  readonly ownerAlias: string;
  /** The name of a release; `date` is `20261116`. */
  readonly name: (date: string) => string;
  readonly description: (date: string) => string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly windows?: true;
  readonly rootDeviceName: string;
  /** GiB. */
  readonly volumeSize: number;
  readonly bootMode?: 'uefi' | 'uefi-preferred';
  readonly imdsSupport?: true;
  /** The parameter that has the latest release's id. */
  readonly parameter: string;
  readonly freeTier?: true;
  /** Days from release to deprecation. */
  readonly deprecatedAfter: number;
}

/** Accounts that own public images, by AWS's own numbers. */
export const publicOwners = {
  amazonLinux: '137112412989',
  windows: '801119661308',
  canonical: '099720109477',
} as const;

const dashed = (date: string) => `${date.slice(0, 4)}.${date.slice(4, 6)}.${date.slice(6)}`;

function amazonLinux(architecture: 'x86_64' | 'arm64'): PublicImageFamily {
  return {
    owner: publicOwners.amazonLinux,
    ownerAlias: 'amazon',
    name: (date) => `al2023-ami-2023.9.${date}.0-kernel-6.1-${architecture}`,
    description: (date) => `Amazon Linux 2023 AMI 2023.9.${date}.0 ${architecture} HVM kernel-6.1`,
    architecture,
    deprecatedAfter: 90,
    rootDeviceName: '/dev/xvda',
    volumeSize: 8,
    bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
    imdsSupport: true,
    parameter: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-${architecture}`,
    freeTier: true,
  };
}

function ubuntu(release: string, version: string, architecture: 'x86_64' | 'arm64'): PublicImageFamily {
  const debian = architecture === 'arm64' ? 'arm64' : 'amd64';
  return {
    owner: publicOwners.canonical,
    // Canonical is a verified provider: its images carry Amazon's alias.
    ownerAlias: 'amazon',
    name: (date) => `ubuntu/images/hvm-ssd-gp3/ubuntu-${release}-${version}-${debian}-server-${date}`,
    description: (date) => `Canonical, Ubuntu, ${version}, ${debian} ${release} image build on ${date}`,
    architecture,
    deprecatedAfter: 730,
    rootDeviceName: '/dev/sda1',
    volumeSize: 8,
    bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
    imdsSupport: true,
    parameter: `/aws/service/canonical/ubuntu/server/${version}/stable/current/${debian}/hvm/ebs-gp3/ami-id`,
    freeTier: true,
  };
}

function windows(year: string): PublicImageFamily {
  return {
    owner: publicOwners.windows,
    ownerAlias: 'amazon',
    name: (date) => `Windows_Server-${year}-English-Full-Base-${dashed(date)}`,
    description: () => `Microsoft Windows Server ${year} Full Locale English AMI provided by Amazon`,
    architecture: 'x86_64',
    windows: true,
    deprecatedAfter: 730,
    rootDeviceName: '/dev/sda1',
    volumeSize: 30,
    imdsSupport: true,
    parameter: `/aws/service/ami-windows-latest/Windows_Server-${year}-English-Full-Base`,
    freeTier: true,
  };
}

export const publicImageFamilies: readonly PublicImageFamily[] = [
  amazonLinux('x86_64'),
  amazonLinux('arm64'),
  ubuntu('noble', '24.04', 'x86_64'),
  ubuntu('noble', '24.04', 'arm64'),
  ubuntu('jammy', '22.04', 'x86_64'),
  windows('2022'),
  windows('2025'),
];
