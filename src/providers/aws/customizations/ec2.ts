import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { Customization } from './customization.ts';

/** What an operation leaves out unless it is told, and which filter asks for just that. */
interface Hidden {
  readonly filter: string;
  readonly isHidden: (value: string) => boolean;
  readonly include: string;
}

/**
 * A filter by a state whose resources are left out unless a flag says otherwise finds nothing without it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/disable-an-ami.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
 */
const hidden: Readonly<Record<string, Hidden>> = {
  DescribeImages: { filter: 'state', isHidden: (state) => state === 'disabled', include: 'IncludeDisabled' },
  DescribeInstanceStatus: {
    filter: 'instance-state-name',
    isHidden: (state) => state !== 'running',
    include: 'IncludeAllInstances',
  },
  DescribeAvailabilityZones: {
    filter: 'opt-in-status',
    isHidden: (status) => status === 'not-opted-in',
    include: 'AllAvailabilityZones',
  },
};

export const ec2: Customization = {
  input(_model, operation, input) {
    const own = Object.hasOwn(hidden, operation) ? hidden[operation] : undefined;
    const isAsked =
      own !== undefined && input[own.include] === undefined && valuesOf(input, own.filter).some(own.isHidden);
    return isAsked ? { ...input, [own.include]: true } : input;
  },
  output: (operation, output) =>
    operation === 'GetConsoleOutput' && typeof output.Output === 'string'
      ? { ...output, Output: Buffer.from(output.Output, 'base64').toString('utf8') }
      : output,
};

function valuesOf({ Filters: filters }: WireStructure, name: string): readonly string[] {
  return listOf(filters)
    .filter(isStructure)
    .filter((filter) => filter.Name === name)
    .flatMap(({ Values: values }) => listOf(values))
    .flatMap((value) => (typeof value === 'string' ? [value] : []));
}

function listOf(value: WireValue | undefined): readonly WireValue[] {
  return Array.isArray(value) ? value : [];
}
