import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { compileFilters, filtersOfNothing } from '../filters.ts';

interface Region {
  readonly name: string;
  /** As zone ids have it: `use1`. */
  readonly short: string;
  readonly zones: string;
  readonly optIn?: true;
}

const regions: readonly Region[] = [
  { name: 'us-east-1', short: 'use1', zones: 'abcdef' },
  { name: 'us-east-2', short: 'use2', zones: 'abc' },
  { name: 'us-west-1', short: 'usw1', zones: 'ab' },
  { name: 'us-west-2', short: 'usw2', zones: 'abcd' },
  { name: 'ca-central-1', short: 'cac1', zones: 'abd' },
  { name: 'sa-east-1', short: 'sae1', zones: 'abc' },
  { name: 'eu-central-1', short: 'euc1', zones: 'abc' },
  { name: 'eu-west-1', short: 'euw1', zones: 'abc' },
  { name: 'eu-west-2', short: 'euw2', zones: 'abc' },
  { name: 'eu-west-3', short: 'euw3', zones: 'abc' },
  { name: 'eu-north-1', short: 'eun1', zones: 'abc' },
  { name: 'ap-northeast-1', short: 'apne1', zones: 'acd' },
  { name: 'ap-northeast-2', short: 'apne2', zones: 'abcd' },
  { name: 'ap-northeast-3', short: 'apne3', zones: 'abc' },
  { name: 'ap-southeast-1', short: 'apse1', zones: 'abc' },
  { name: 'ap-southeast-2', short: 'apse2', zones: 'abc' },
  { name: 'ap-south-1', short: 'aps1', zones: 'abc' },
  { name: 'af-south-1', short: 'afs1', zones: 'abc', optIn: true },
  { name: 'ap-east-1', short: 'ape1', zones: 'abc', optIn: true },
  { name: 'ap-south-2', short: 'aps2', zones: 'abc', optIn: true },
  { name: 'ap-southeast-3', short: 'apse3', zones: 'abc', optIn: true },
  { name: 'ap-southeast-4', short: 'apse4', zones: 'abc', optIn: true },
  { name: 'ca-west-1', short: 'caw1', zones: 'abc', optIn: true },
  { name: 'eu-central-2', short: 'euc2', zones: 'abc', optIn: true },
  { name: 'eu-south-1', short: 'eus1', zones: 'abc', optIn: true },
  { name: 'eu-south-2', short: 'eus2', zones: 'abc', optIn: true },
  { name: 'il-central-1', short: 'ilc1', zones: 'abc', optIn: true },
  { name: 'me-central-1', short: 'mec1', zones: 'abc', optIn: true },
  { name: 'me-south-1', short: 'mes1', zones: 'abc', optIn: true },
];

/** Any region-like name is one: the sandbox serves all of them. */
export function isRegion(name: string): boolean {
  return regions.some((region) => region.name === name) || /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(name);
}

export interface Zone {
  readonly name: string;
  readonly id: string;
}

export function zonesOf(region: string): readonly [Zone, ...Zone[]] {
  const known = regions.find(({ name }) => name === region);
  const short = known?.short ?? region.replace(/^(..)-(.).*-(\d)$/, '$1$2$3');
  const [first = 'a', ...letters] = known?.zones ?? 'abc';
  const zone = (letter: string, index: number) => ({ name: region + letter, id: `${short}-az${index + 1}` });
  return [zone(first, 0), ...letters.map((letter, index) => zone(letter, index + 1))];
}

export function describeRegions(input: WireStructure, _context: RequestContext): WireStructure {
  const names = textsOf(input.RegionNames);
  const unknown = names.find((name) => !regions.some((region) => region.name === name));
  if (unknown !== undefined) throw new SandboxFault('InvalidParameterValue', `Invalid region names: [${unknown}]`);
  const endpoint = ({ name }: Region) => `ec2.${name}.amazonaws.com`;
  const status = ({ optIn }: Region) => (optIn ? 'not-opted-in' : 'opt-in-not-required');
  const accepts = compileFilters<Region>(
    input,
    { endpoint, 'region-name': (region) => region.name, 'opt-in-status': status },
    () => [],
  );
  const shown = regions.filter(
    (region) =>
      (names.length === 0 ? !region.optIn || flagOf(input.AllRegions) === true : names.includes(region.name)) &&
      accepts(region),
  );
  return {
    Regions: shown.map((region) => ({
      RegionName: region.name,
      Endpoint: endpoint(region),
      OptInStatus: status(region),
    })),
  };
}

export function describeAvailabilityZones(input: WireStructure, context: RequestContext): WireStructure {
  const names = textsOf(input.ZoneNames);
  const ids = textsOf(input.ZoneIds);
  const zones = zonesOf(context.region);
  const unknown = names.find((name) => !zones.some((zone) => zone.name === name));
  if (unknown !== undefined) {
    throw new SandboxFault('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  }
  const accepts = compileFilters<Zone>(
    input,
    {
      'group-name': () => `${context.region}-zg-1`,
      // Of zones that are part of another one, and of what goes wrong, there is nothing.
      ...filtersOfNothing('message', 'parent-zone-id', 'parent-zone-name'),
      'opt-in-status': () => 'opt-in-not-required',
      'region-name': () => context.region,
      state: () => 'available',
      'zone-id': (zone) => zone.id,
      'zone-name': (zone) => zone.name,
      'zone-type': () => 'availability-zone',
    },
    () => [],
  );
  const shown = zones.filter(
    (zone) =>
      (names.length === 0 || names.includes(zone.name)) && (ids.length === 0 || ids.includes(zone.id)) && accepts(zone),
  );
  return {
    AvailabilityZones: shown.map((zone) => ({
      State: 'available',
      OptInStatus: 'opt-in-not-required',
      Messages: [],
      RegionName: context.region,
      ZoneName: zone.name,
      ZoneId: zone.id,
      GroupName: `${context.region}-zg-1`,
      NetworkBorderGroup: context.region,
      ZoneType: 'availability-zone',
    })),
  };
}
