import type { DocumentedModel, DocumentedShape } from '../models/documented-model.ts';
import type { NativePath, NativePathParameter } from '../overlays/overlay.ts';
import { operationOf, shapeOf } from './shapes.ts';

/** What a list is asked for so that it is whole: every word of the input's enum, each in a request, or these values. */
interface Whole {
  readonly values?: readonly (string | boolean)[];
  /** The column in which rows say the input's words. */
  readonly column?: string;
}

const each: Whole = {};
const acmKeys = 'RSA_1024 RSA_2048 RSA_3072 RSA_4096 EC_prime256v1 EC_secp384r1 EC_secp521r1'.split(' ');

/**
 * Lists that leave out a part of what there is unless an input says otherwise, as its documentation has it
 * (https://docs.aws.amazon.com): in words that no rule reads for certain. By service of botocore.
 */
const wholeLists: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Whole>>>>>> = {
  acm: {
    ListCertificates: {
      Includes: { values: [JSON.stringify({ keyTypes: acmKeys })] },
      CertificateKeyPairOrigins: each,
    },
  },
  'acm-pca': { ListCertificateAuthorities: { ResourceOwner: each } },
  'application-signals': { GetInstrumentationConfigurationStatus: { Status: { column: 'status' } } },
  apprunner: {
    ListAutoScalingConfigurations: { LatestOnly: { values: [false] } },
    ListObservabilityConfigurations: { LatestOnly: { values: [false] } },
  },
  appsync: { ListGraphqlApis: { owner: each } },
  batch: { ListJobs: { jobStatus: { column: 'status' } }, ListServiceJobs: { jobStatus: { column: 'status' } } },
  'chime-sdk-messaging': { ListChannelMemberships: { Type: each } },
  cloudformation: {
    ListResourceScans: { ScanTypeFilter: { column: 'scan_type' } },
    ListTypeRegistrations: { RegistrationStatusFilter: each },
    ListTypeVersions: { DeprecatedStatus: each },
    ListTypes: { Visibility: each },
  },
  cloudwatch: { DescribeAlarmHistory: { AlarmTypes: each }, DescribeAnomalyDetectors: { AnomalyDetectorTypes: each } },
  datazone: {
    ListSubscriptionRequests: { status: { column: 'status' } },
    ListSubscriptions: { status: { column: 'status' } },
  },
  ec2: { DescribeInstanceStatus: { IncludeAllInstances: { values: [true] } } },
  ecs: {
    ListTaskDefinitions: { status: each },
    // No task has the desired status PENDING.
    ListTasks: { desiredStatus: { values: ['RUNNING', 'STOPPED'] } },
  },
  greengrassv2: { ListComponents: { scope: each } },
  kms: { ListKeyRotations: { IncludeKeyMaterial: { values: ['ALL_KEY_MATERIAL'] } } },
  'marketplace-catalog': { ListEntities: { OwnershipType: each } },
  mturk: { ListReviewableHITs: { Status: each } },
  'redshift-data': { ListSessions: { Status: { column: 'status' } } },
  sagemaker: { ListModelPackageGroups: { CrossAccountFilterOption: each } },
  secretsmanager: { ListSecretVersionIds: { IncludeDeprecated: { values: [true] } } },
  securityhub: { ListMembers: { OnlyAssociated: { values: [false] } } },
  'ssm-sap': { ListConfigurationCheckOperations: { ListMode: { values: ['ALL_OPERATIONS'] } } },
  support: { DescribeCases: { includeResolvedCases: { values: [true] } } },
  synthetics: { GetCanaryRuns: { RunType: each } },
  wafv2: { ListLoggingConfigurations: { LogScope: each }, ListResourcesForWebACL: { ResourceType: each } },
};

/** Inputs whose word for all asks for something else than all rows, or takes another input. */
const notOfRows: Readonly<Record<string, readonly string[]>> = {
  DescribeTargetHealth: ['Include'],
  GetLifecyclePolicies: ['DefaultPolicyType'],
  ListAssets: ['filter'],
};

/** Inputs that say whose things are listed, or of which kind: without a value one's own are. */
const decidingInputs: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  docdb: { DescribeDBClusterSnapshots: { SnapshotType: 'snapshot_type' } },
  neptune: { DescribeDBClusterSnapshots: { SnapshotType: 'snapshot_type' } },
  rds: {
    DescribeDBClusterSnapshots: { SnapshotType: 'snapshot_type' },
    DescribeDBSnapshots: { SnapshotType: 'snapshot_type' },
  },
  redshift: { DescribeClusterSnapshots: { OwnerAccount: 'owner_account' } },
};

/** A list that gives all there is where the statement says nothing, and what the statement says where it does. */
export function wholeList(model: DocumentedModel, path: NativePath, columns: readonly string[]): NativePath {
  const { input } = operationOf(model, path.operation);
  const { members = {}, required = [] } = input === undefined ? {} : shapeOf(model, input);
  if (path.kind !== 'list') return path;
  const whole = Object.keys(members).flatMap((name): readonly NativePathParameter[] => {
    const known = path.parameters?.find((parameter) => parameter.input === name);
    if (required.includes(name) || known?.required === true || known?.columns !== undefined) return [];
    const shape = shapeOf(model, members[name]);
    const of = wholeLists[model.service]?.[path.operation]?.[name] ?? allWordOf(path.operation, name, shape);
    const deciding = decidingInputs[model.service]?.[path.operation]?.[name];
    if (of === undefined && deciding === undefined) return [];
    const words = (shape.type === 'list' ? shapeOf(model, shape.member) : shape).enum ?? [];
    const filtered = path.filters?.find((filter) => filter.name === name)?.column;
    const column = [deciding, of?.column, filtered].find((own) => own !== undefined && columns.includes(own));
    const asked = of?.values ?? words;
    return [
      {
        name: columns.includes(name.toLowerCase()) ? `data__${name}` : name,
        input: name,
        ...(column !== undefined && { columns: [[column]] }),
        required: false,
        ...(shape.type === 'list' && { batch: words.length }),
        ...(of && { unlessGiven: asked }),
        ...(of && column !== undefined && { others: { said: words, askedBy: asked.map(String) } }),
      },
    ];
  });
  if (whole.length === 0) return path;
  const isWhole = (name: string) => whole.some((own) => own.input === name);
  return {
    ...path,
    parameters: [...(path.parameters ?? []).filter(({ input: own }) => !isWhole(own)), ...whole],
    ...(path.filters && { filters: path.filters.filter(({ name }) => !isWhole(name)) }),
  };
}

/** An enum with a word for all its others: what it leaves out without it AWS does not always say. */
function allWordOf(operation: string, name: string, { enum: words = [] }: DocumentedShape): Whole | undefined {
  const all = words.find((word) => /^(all|both)$/i.test(word));
  if (all === undefined || words.length < 2 || notOfRows[operation]?.includes(name)) return undefined;
  return { values: [all] };
}
