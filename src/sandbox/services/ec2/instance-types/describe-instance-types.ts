import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination, invalidValue } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { pages } from '../pages.ts';
import { zonesOf } from '../regions/regions.ts';
import { type InstanceTypeFamily, instanceTypeFamilies } from './instance-type-families.ts';

interface InstanceType {
  readonly name: string;
  readonly family: InstanceTypeFamily;
  readonly vCpus: number;
  readonly threads: number;
  /** MiB. */
  readonly memory: number;
  readonly freeTier: boolean;
}

const types: readonly InstanceType[] = instanceTypeFamilies.flatMap((family) =>
  family.sizes.map((size) => {
    const [vCpus, memory] = family.burstable?.[size] ?? [vCpusOf(size), vCpusOf(size) * family.memory];
    return {
      name: `${family.name}.${size}`,
      family,
      vCpus,
      threads: family.architecture === 'arm64' || vCpus === 1 ? 1 : 2,
      memory: memory * 1024,
      freeTier: family.freeTier?.includes(size) ?? false,
    };
  }),
);

/** An `xlarge` has four, and so many times four what counts before it. */
function vCpusOf(size: string): number {
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  return 4 * Number(/^\d+/.exec(size)?.[0] ?? 1);
}

const hypervisorOf = ({ family }: InstanceType) => (['t2', 'm4'].includes(family.name) ? 'xen' : 'nitro');
const isNitro = (type: InstanceType) => hypervisorOf(type) === 'nitro';
const bootModesOf = ({ family }: InstanceType) =>
  family.architecture === 'arm64' ? ['uefi'] : ['legacy-bios', 'uefi'];
const isCurrent = ({ family }: InstanceType) => family.currentGeneration ?? true;

export function describeInstanceTypes(input: WireStructure, _context: RequestContext): WireStructure {
  const names = textsOf(input.InstanceTypes);
  if (names.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('instanceTypesSet'));
  }
  const unknown = names.filter((name) => !types.some((type) => type.name === name));
  if (unknown.length > 0) {
    const message = `The following supplied instance types do not exist: [${unknown.join(', ')}]`;
    throw new SandboxFault('InvalidInstanceType', message);
  }
  const fits = compileFilters<InstanceType>(
    input,
    {
      'auto-recovery-supported': () => true,
      'bare-metal': () => false,
      'burstable-performance-supported': ({ family }) => family.burstable !== undefined,
      'current-generation': isCurrent,
      'ebs-info.ebs-optimized-support': ({ family }) => (family.name === 't2' ? 'unsupported' : 'default'),
      'ebs-info.encryption-support': () => 'supported',
      'ebs-info.nvme-support': (type) => (isNitro(type) ? 'required' : 'unsupported'),
      'free-tier-eligible': ({ freeTier }) => freeTier,
      hypervisor: hypervisorOf,
      'instance-storage-supported': () => false,
      'instance-type': ({ name }) => name,
      'memory-info.size-in-mib': ({ memory }) => memory,
      'network-info.ena-support': (type) => (isNitro(type) ? 'required' : 'unsupported'),
      'processor-info.supported-architecture': ({ family }) => family.architecture,
      'supported-boot-mode': bootModesOf,
      'supported-root-device-type': () => 'ebs',
      'supported-usage-class': () => ['on-demand', 'spot'],
      'supported-virtualization-type': () => 'hvm',
      'vcpu-info.default-cores': ({ vCpus, threads }) => vCpus / threads,
      'vcpu-info.default-threads-per-core': ({ threads }) => threads,
      'vcpu-info.default-vcpus': ({ vCpus }) => vCpus,
    },
    () => [],
  );
  const wanted = types.filter(({ name }) => names.length === 0 || names.includes(name));
  const page = pages.byKey('instance-types', wanted, { keyOf: ({ name }) => name, accepts: fits }, input);
  return { InstanceTypes: page.items.map(show), NextToken: page.nextToken };
}

function show(type: InstanceType): WireStructure {
  const { name, family, vCpus, threads, memory, freeTier } = type;
  return {
    InstanceType: name,
    CurrentGeneration: isCurrent(type),
    FreeTierEligible: freeTier,
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedVirtualizationTypes: ['hvm'],
    BareMetal: false,
    Hypervisor: hypervisorOf(type),
    ProcessorInfo: { SupportedArchitectures: [family.architecture], Manufacturer: family.manufacturer },
    VCpuInfo: { DefaultVCpus: vCpus, DefaultCores: vCpus / threads, DefaultThreadsPerCore: threads },
    MemoryInfo: { SizeInMiB: memory },
    InstanceStorageSupported: false,
    EbsInfo: {
      EbsOptimizedSupport: family.name === 't2' ? 'unsupported' : 'default',
      EncryptionSupport: 'supported',
      NvmeSupport: isNitro(type) ? 'required' : 'unsupported',
    },
    NetworkInfo: { EnaSupport: isNitro(type) ? 'required' : 'unsupported', Ipv6Supported: true },
    BurstablePerformanceSupported: family.burstable !== undefined,
    AutoRecoverySupported: true,
    SupportedBootModes: bootModesOf(type),
  };
}

/** Every type is offered everywhere. */
export function describeInstanceTypeOfferings(input: WireStructure, context: RequestContext): WireStructure {
  const kind = textOf(input.LocationType) ?? 'region';
  const locations: Readonly<Record<string, () => readonly string[]>> = {
    region: () => [context.region],
    'availability-zone': () => zonesOf(context.region).map(({ name }) => name),
    'availability-zone-id': () => zonesOf(context.region).map(({ id }) => id),
  };
  const list = Object.hasOwn(locations, kind) ? locations[kind] : undefined;
  if (!list) throw invalidValue(`Value (${kind}) for parameter LocationType is invalid.`);
  const offers = types.flatMap(({ name }) => list().map((location) => ({ name, location })));
  const fits = compileFilters<(typeof offers)[number]>(
    input,
    { 'instance-type': ({ name }) => name, location: ({ location }) => location },
    () => [],
  );
  const page = pages.byKey(
    'instance-type-offerings',
    offers,
    { keyOf: ({ name, location }) => `${name}/${location}`, accepts: fits },
    input,
  );
  return {
    InstanceTypeOfferings: page.items.map(({ name, location }) => ({
      InstanceType: name,
      LocationType: kind,
      Location: location,
    })),
    NextToken: page.nextToken,
  };
}
