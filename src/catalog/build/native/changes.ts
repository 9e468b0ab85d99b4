/** Verbs of operations that only read or compute, in all of AWS's models. Of others somebody would have to look at each. */
const harmlessVerbs =
  /^((Batch|Admin|Transact)?(Get|List|Describe)|Batch(Check|Is|Lookup|Read|Search)|Search|Query|Lookup|Select|Scan|Head|Count|Filter|Estimate|Simulate|Validate|Check|Preview|Render|Decode|Discover|View|Is|Contains|DomainMetadata)([A-Z0-9]|$)/;

/** Tests that look at what they are given; others call functions, fail over, or send mail. */
const harmlessTests =
  /^Test(Authorization|Conversion|DNSAnswer|EventPattern|Mapping|MetricFilter|Parsing|RenderEmailTemplate|RenderTemplate|Transformer)$/;

/** Operations that change something although their verb does not say so, by what AWS documents of them. */
const changingAllTheSame: ReadonlySet<string> = new Set([
  // License Manager: returns a checked out licence.
  'CheckInLicense',
  // DevOps Agent: sets a status.
  'ValidateAwsAssociations',
  // Step Functions: takes a task, which no other worker gets then.
  'GetActivityTask',
  // Cognito: sends a message with the code.
  'GetUserAttributeVerificationCode',
  // EC2: writes a template into a bucket.
  'GetFlowLogsIntegrationTemplate',
  // Import/Export: makes a label.
  'GetShippingLabel',
  // IoT: makes the code where there is none.
  'GetRegistrationCode',
  // Redshift: creates the database user where AutoCreate says so.
  'GetClusterCredentials',
  // Cognito: create or link an identity.
  'GetId',
  'GetOpenIdTokenForDeveloperIdentity',
  // SageMaker: starts a recommendation job.
  'GetScalingConfigurationRecommendation',
  // API Gateway: creates a preview.
  'PreviewPortal',
]);

/** Whether an operation changes anything: `--read-only` lets only those through that surely do not. */
export function changes(operation: string, service?: string): boolean {
  // Timestream's query language has UNLOAD, which writes to S3.
  if (operation === 'Query' && service === 'timestream-query') return true;
  if (changingAllTheSame.has(operation)) return true;
  return !harmlessVerbs.test(operation) && !harmlessTests.test(operation);
}
