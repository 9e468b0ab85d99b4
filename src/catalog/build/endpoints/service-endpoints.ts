import { endpointContext } from '../../../aws/endpoint-context.ts';
import { partitions as knownPartitions, type Partition } from '../../../aws/partitions.ts';
import type {
  EndpointRule,
  EndpointRules,
  EndpointVariant,
  OperationModel,
  ServiceEndpoints,
} from '../../../aws/service-model.ts';
import { resolveRules } from './resolve-rules.ts';
import type { PartitionsFile, RuleObject, RuleSet, RuleValue } from './rule-set.ts';

export interface EndpointFacts {
  readonly ruleSet: RuleSet;
  readonly partitions: PartitionsFile;
  readonly operations: Readonly<Record<string, Pick<OperationModel, 'staticContextParams'>>>;
  /** The model's, or else the endpoint's prefix. */
  readonly signingName: string;
}

export const endpointVariants: readonly EndpointVariant[] = ['standard', 'fips', 'dualStack', 'fipsDualStack'];

/**
 * A service's endpoint rules as a table: they are asked for each region and variant, and what they answer for a region
 * that does not exist yet is what its partition does by rule.
 */
export function serviceEndpoints(facts: EndpointFacts): ServiceEndpoints {
  const contexts = new Map<string, Readonly<Record<string, RuleValue>>>();
  for (const operation of Object.values(facts.operations)) {
    const values = Object.entries(operation.staticContextParams ?? {}).map(
      ([name, { value }]) => [name, value] as const,
    );
    if (values.length > 0) contexts.set(endpointContext(operation), Object.fromEntries(values));
  }
  const tables = new Map([...contexts].map(([key, parameters]) => [key, tableOf(facts, parameters)] as const));
  const plain = tableOf(facts, {});
  // Some rules want what only operations say: without one, the first stands for all.
  const first = [...tables.values()][0];
  const base = plain.everywhere.standard?.host === undefined && first !== undefined ? first : plain;
  const own = [...tables].filter(([, table]) => JSON.stringify(table) !== JSON.stringify(base));
  return own.length === 0 ? base : { ...base, contexts: Object.fromEntries(own) };
}

/** What the rules of a service answer for one region and variant. */
export function endpointByRules(
  { ruleSet, partitions, signingName }: EndpointFacts,
  region: string,
  variant: EndpointVariant,
  parameters: Readonly<Record<string, RuleValue>> = {},
): EndpointRule {
  const resolution = resolveRules(
    ruleSet,
    {
      Region: region,
      UseFIPS: variant.startsWith('fips'),
      UseDualStack: variant.endsWith('ualStack'),
      ...(parameters.RequiresAccountId === true && { AccountId: someAccount }),
      ...parameters,
    },
    partitions,
  );
  if (resolution.kind === 'error') return { error: resolution.error };
  const schemes = (resolution.properties.authSchemes ?? []) as readonly RuleObject[];
  const scheme = schemes.find(({ name }) => name === 'sigv4');
  const signs = (name: string) => (typeof scheme?.[name] === 'string' ? scheme[name] : undefined);
  const signingRegion = signs('signingRegion') ?? region;
  const named = signs('signingName') ?? signingName;
  return {
    // The account of S3 Control's operations is the prefix that their models give them as well.
    host: resolution.url.replace(/^https:\/\//, '').replace(`${someAccount}.`, ''),
    ...(signingRegion !== region && { signingRegion }),
    ...(named !== signingName && { signingName: named }),
  };
}

const someAccount = '111122223333';

function tableOf(facts: EndpointFacts, parameters: Readonly<Record<string, RuleValue>>): ServiceEndpoints {
  const everywhere = rulesOfPartition(facts, partitionNamed('aws'), parameters);
  const partitions: Record<string, EndpointRules> = {};
  const regions: Record<string, EndpointRules> = {};
  for (const partition of knownPartitions) {
    const byRule = rulesOfPartition(facts, partition, parameters);
    const different = differences(byRule, (variant) => everywhere[variant]);
    if (different !== undefined) partitions[partition.id] = different;
    for (const region of partition.regions) {
      const answers = rulesBy((variant) => endpointByRules(facts, region, variant, parameters));
      const own = differences(answers, (variant) => filledIn(byRule[variant], region, partition));
      if (own !== undefined) regions[region] = own;
    }
  }
  return {
    everywhere,
    ...(Object.keys(partitions).length > 0 && { partitions }),
    ...(Object.keys(regions).length > 0 && { regions }),
  };
}

/** What holds for a partition's regions, as templates: found by asking for a region that is none yet. */
function rulesOfPartition(
  facts: EndpointFacts,
  partition: Partition,
  parameters: Readonly<Record<string, RuleValue>>,
): EndpointRules {
  const future = partition.globalRegion.replace(/-[a-z]+-\d+$/, '-future-9');
  return rulesBy((variant) => {
    const { host, signingRegion, ...rest } = endpointByRules(facts, future, variant, parameters);
    return {
      ...(host !== undefined && { host: templateOf(host, future, partition) }),
      ...(signingRegion !== undefined && {
        signingRegion: signingRegion === partition.globalRegion ? '{globalRegion}' : signingRegion,
      }),
      ...rest,
    };
  });
}

function templateOf(host: string, region: string, { dnsSuffix, dualStackDnsSuffix }: Partition): string {
  const [name = '', ...path] = host.split('/');
  const named = name.replace(region, '{region}');
  const suffixed = named.endsWith(`.${dnsSuffix}`)
    ? `${named.slice(0, -dnsSuffix.length)}{dnsSuffix}`
    : named.endsWith(`.${dualStackDnsSuffix}`)
      ? `${named.slice(0, -dualStackDnsSuffix.length)}{dualStackDnsSuffix}`
      : named;
  return [suffixed, ...path].join('/');
}

function filledIn(rule: EndpointRule | undefined, region: string, partition: Partition): EndpointRule | undefined {
  if (rule === undefined) return undefined;
  const signingRegion = rule.signingRegion?.replace('{globalRegion}', partition.globalRegion);
  const { host } = rule;
  return {
    ...(host !== undefined && {
      host: host
        .replace('{region}', region)
        .replace('{dnsSuffix}', partition.dnsSuffix)
        .replace('{dualStackDnsSuffix}', partition.dualStackDnsSuffix),
    }),
    ...(signingRegion !== undefined && signingRegion !== region && { signingRegion }),
    ...(rule.signingName !== undefined && { signingName: rule.signingName }),
    ...(rule.error !== undefined && { error: rule.error }),
  };
}

function rulesBy(rule: (variant: EndpointVariant) => EndpointRule): EndpointRules {
  return Object.fromEntries(endpointVariants.map((variant) => [variant, rule(variant)]));
}

/** The rules that are not as expected; undefined where all are. */
function differences(
  rules: EndpointRules,
  expected: (variant: EndpointVariant) => EndpointRule | undefined,
): EndpointRules | undefined {
  const different = Object.entries(rules).filter(
    ([variant, rule]) => JSON.stringify(rule) !== JSON.stringify(expected(variant as EndpointVariant)),
  );
  return different.length === 0 ? undefined : Object.fromEntries(different);
}

function partitionNamed(id: string): Partition {
  const found = knownPartitions.find((partition) => partition.id === id);
  if (found === undefined) throw new Error(`There is no partition ${id}.`);
  return found;
}
