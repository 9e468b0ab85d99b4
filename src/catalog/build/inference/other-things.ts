import type { DocumentedModel } from '../models/documented-model.ts';
import type { ReadInput, ReadOperation } from './read-operation.ts';

/**
 * Inputs whose rows have a member of the same name that is of another thing: of an ancestor its own id, of a suggestion its own text.
 * The documentation of each says so (https://docs.aws.amazon.com), in words that no rule reads for certain. By service of botocore.
 */
const otherThings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  billingconductor: { ListResourcesAssociatedToCustomLineItem: ['Arn'] },
  clouddirectory: { ListFacetAttributes: ['Name'], ListTypedLinkFacetAttributes: ['Name'] },
  cloudfront: { ListConflictingAliases: ['Alias', 'DistributionId'] },
  codeartifact: { ListPackageVersionDependencies: ['package'] },
  connect: { ListAssociatedContacts: ['ContactId'] },
  deadline: { ListStepConsumers: ['stepId'], ListStepDependencies: ['stepId'] },
  devicefarm: {
    ListArtifacts: ['arn', 'type'],
    ListJobs: ['arn'],
    ListRemoteAccessSessions: ['arn'],
    ListRuns: ['arn'],
    ListSamples: ['arn'],
    ListSuites: ['arn'],
    ListTests: ['arn'],
  },
  dms: { DescribeMetadataModelChildren: ['SelectionRules'] },
  'ds-data': { ListGroupMembers: ['SAMAccountName'], ListGroupsForMember: ['SAMAccountName'] },
  ec2: { GetImageAncestry: ['ImageId'] },
  gameliftstreams: { ListApplicationShaderCaches: ['Identifier'] },
  iotsitewise: { ListCompositionRelationships: ['assetModelId'] },
  iotwireless: { ListMulticastGroupsByFuotaTask: ['Id'] },
  kendra: { ListGroupsOlderThanOrderingId: ['OrderingId'] },
  'lexv2-models': { ListIntentPaths: ['intentPath'] },
  location: { SearchPlaceIndexForSuggestions: ['Text'] },
  mediaconvert: { GetJobsQueryResults: ['Id'] },
  odb: {
    ListAutonomousDatabaseClones: ['autonomousDatabaseId'],
    ListAutonomousDatabasePeers: ['autonomousDatabaseId'],
  },
  'redshift-data': { ListDatabases: ['Database'] },
  route53domains: { GetDomainSuggestions: ['DomainName'] },
  serverlessrepo: { ListApplicationDependencies: ['ApplicationId'] },
  sqs: { ListDeadLetterSourceQueues: ['QueueUrl'] },
  wafv2: { ListAvailableManagedRuleGroupVersions: ['Name'] },
};

/** Whether what rows say under the name of an input is not what they were asked for. */
export function isOtherThing({ service }: DocumentedModel, { name }: ReadOperation, input: ReadInput): boolean {
  return otherThings[service]?.[name]?.includes(input.name) ?? false;
}
