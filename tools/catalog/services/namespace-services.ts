/** The services whose APIs know the types of a namespace, for those that no rule finds. */
export interface NamespaceServices {
  /** botocore's names. Of those that know a type equally well the first has it. */
  readonly services: readonly string[];
  /** Types whose service the names of its operations do not tell. */
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * CloudFormation's namespaces whose services are not found by name, or that are spread over several. Those left out are
 * found by `ruleServices`; those with no services have no API in the models.
 */
export const namespaceServices: Readonly<Record<string, NamespaceServices>> = {
  'AWS::BCM': { services: ['bcm-dashboards'] },
  'AWS::Bedrock': { services: ['bedrock', 'bedrock-agent', 'bedrock-data-automation', 'bedrock-agent-runtime'] },
  'AWS::BedrockAgentCore': { services: ['bedrock-agentcore-control'] },
  'AWS::Chime': {
    services: ['chime-sdk-identity', 'chime-sdk-messaging', 'chime-sdk-media-pipelines', 'chime-sdk-voice'],
  },
  'AWS::CloudHSM': { services: ['cloudhsmv2'] },
  'AWS::Cognito': { services: ['cognito-idp', 'cognito-identity'] },
  'AWS::ComputeOptimizer': { services: ['compute-optimizer', 'compute-optimizer-automation'] },
  'AWS::ECR': { services: ['ecr', 'ecr-public'], types: { 'AWS::ECR::PublicRepository': 'ecr-public' } },
  'AWS::Elasticsearch': { services: ['es'] },
  'AWS::InspectorV2': { services: ['inspector2'] },
  'AWS::IVS': { services: ['ivs', 'ivs-realtime'] },
  'AWS::Lambda': { services: ['lambda', 'lambda-core', 'lambda-microvms'] },
  'AWS::Lex': { services: ['lexv2-models'] },
  'AWS::MediaPackage': { services: ['mediapackage', 'mediapackage-vod'] },
  'AWS::MSK': { services: ['kafka'] },
  'AWS::OpenSearchService': { services: ['opensearch'] },
  'AWS::Route53RecoveryControl': { services: ['route53-recovery-control-config'] },
  'AWS::S3': { services: ['s3', 's3control'] },
  'AWS::S3Express': { services: ['s3', 's3control'] },
  'AWS::S3ObjectLambda': { services: ['s3control'] },
  'AWS::SES': { services: ['sesv2', 'ses', 'mailmanager'] },
  'AWS::SMSVOICE': { services: ['pinpoint-sms-voice-v2'] },
  'AWS::SSO': { services: ['sso-admin'] },
  'AWS::SystemsManagerSAP': { services: ['ssm-sap'] },
  'AWS::Timestream': {
    services: ['timestream-write', 'timestream-query', 'timestream-influxdb'],
    types: {
      'AWS::Timestream::InfluxDBCluster': 'timestream-influxdb',
      'AWS::Timestream::InfluxDBInstance': 'timestream-influxdb',
    },
  },
  'AWS::Wisdom': { services: ['qconnect', 'wisdom'] },
};
