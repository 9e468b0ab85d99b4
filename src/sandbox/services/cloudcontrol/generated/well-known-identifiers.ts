/**
 * How the identifiers look that AWS makes, where neither a pattern of the type's schema nor its ARN's template says it:
 * regular expressions, in which `${Region}` and `${Account}` stand for the place. By type, by `Type.Property` where a
 * type has several, or by namespace for all the others of it. Taken from the examples in AWS's documentation.
 */
const patterns: Readonly<Record<string, string>> = {
  'AWS::ApiGateway': '[a-z0-9]{6}',
  'AWS::ApiGateway::ApiKey': '[a-z0-9]{10}',
  'AWS::ApiGateway::RestApi': '[a-z0-9]{10}',
  'AWS::ApiGateway::UsagePlan': '[a-z0-9]{6}',
  'AWS::ApiGatewayV2': '[a-z0-9]{7}',
  'AWS::ApiGatewayV2::Api': '[a-z0-9]{10}',
  'AWS::AmazonMQ::Broker': 'b-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::AmazonMQ::Configuration': 'c-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::AppConfig': '[a-z0-9]{7}',
  'AWS::AppSync::Api': '[a-z0-9]{26}',
  'AWS::AppSync::GraphQLApi': '[a-z0-9]{26}',
  'AWS::Bedrock': '[A-Z0-9]{10}',
  'AWS::Cloud9::EnvironmentEC2': '[0-9a-f]{32}',
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': 'E[A-Z0-9]{13}',
  'AWS::CloudFront::ContinuousDeploymentPolicy': '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::CloudFront::Distribution': 'E[A-Z0-9]{13}',
  'AWS::CloudFront::OriginAccessControl': 'E[A-Z0-9]{13}',
  'AWS::CloudFront::PublicKey': 'K[A-Z0-9]{13}',
  'AWS::CloudFront::StreamingDistribution': 'E[A-Z0-9]{13}',
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the placeholders are filled in when an identifier is made.
  'AWS::Cognito::IdentityPool': '${Region}:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::Cognito::UserPool': '${Region}_[0-9A-Za-z]{9}',
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
  'AWS::Cognito::UserPoolClient': '[a-z0-9]{26}',
  'AWS::DataPipeline::Pipeline': 'df-[A-Z0-9]{20}',
  'AWS::DataZone': '[a-z0-9]{14}',
  'AWS::DataZone::Domain': 'dzd_[a-z0-9]{14}',
  'AWS::DirectoryService': 'd-[0-9a-f]{10}',
  'AWS::DLM::LifecyclePolicy': 'policy-[0-9a-f]{17}',
  'AWS::DSQL::Cluster': '[a-z0-9]{26}',
  'AWS::EC2::EIP.PublicIp': '203\\.0\\.113\\.[1-9][0-9]',
  'AWS::EC2::EC2Fleet': 'fleet-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  'AWS::EC2::IPAMAllocation': 'ipam-pool-alloc-[0-9a-f]{32}',
  'AWS::EC2::IPAMPoolCidr': 'ipam-pool-cidr-[0-9a-f]{32}',
  'AWS::EC2::SpotFleet': 'sfr-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  'AWS::EC2::VPCGatewayAttachment.AttachmentType': 'IGW',
  'AWS::EMR::Cluster': 'j-[A-Z0-9]{13}',
  'AWS::EMR::InstanceFleetConfig': 'if-[A-Z0-9]{13}',
  'AWS::EMR::InstanceGroupConfig': 'ig-[A-Z0-9]{13}',
  'AWS::EMR::Step': 's-[A-Z0-9]{13}',
  'AWS::EMR::Studio': 'es-[A-Z0-9]{25}',
  'AWS::EMRContainers::VirtualCluster': '[a-z0-9]{25}',
  'AWS::EMRServerless::Application': '00[a-z0-9]{14}',
  'AWS::FIS::ExperimentTemplate': 'EXT[A-Za-z0-9]{14}',
  'AWS::GameLift::Alias': 'alias-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::GameLift::Build': 'build-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::GameLift::Fleet': 'fleet-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  'AWS::Glue::MLTransform': 'tfm-[0-9a-f]{40}',
  'AWS::Grafana::Workspace': 'g-[0-9a-f]{10}',
  'AWS::GuardDuty': '[0-9a-f]{32}',
  'AWS::IAM::AccessKey': 'AKIA[A-Z2-7]{16}',
  'AWS::Lex': '[A-Z0-9]{10}',
  'AWS::MediaLive': '[0-9]{7}',
  'AWS::Omics': '[0-9]{10}',
  'AWS::Organizations::Account': '[1-9][0-9]{11}',
  'AWS::Organizations::Organization': 'o-[a-z0-9]{10}',
  'AWS::Organizations::OrganizationalUnit': 'ou-[a-z0-9]{4}-[a-z0-9]{8}',
  'AWS::Organizations::Policy': 'p-[a-z0-9]{8}',
  'AWS::Organizations::ResourcePolicy': 'rp-[a-z0-9]{8}',
  'AWS::Pinpoint': '[0-9a-f]{32}',
  'AWS::Route53::HostedZone': 'Z[0-9A-Z]{20}',
  'AWS::SageMaker::Domain': 'd-[a-z0-9]{12}',
  'AWS::ServiceCatalog::CloudFormationProduct': 'prod-[a-z0-9]{13}',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct': 'pp-[a-z0-9]{13}',
  'AWS::ServiceCatalog::Portfolio': 'port-[a-z0-9]{13}',
  'AWS::ServiceCatalog::ServiceAction': 'act-[a-z0-9]{13}',
  'AWS::ServiceCatalog::TagOption': 'tag-[a-z0-9]{13}',
  'AWS::ServiceDiscovery::Service': 'srv-[a-z0-9]{16}',
  'AWS::ServiceDiscovery::HttpNamespace': 'ns-[a-z0-9]{16}',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'ns-[a-z0-9]{16}',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'ns-[a-z0-9]{16}',
  'AWS::Timestream': '[a-z0-9]{10}',
  'AWS::VerifiedPermissions': '[A-Za-z0-9]{22}',
  'AWS::WorkSpaces::ConnectionAlias': 'wsca-[a-z0-9]{9}',
  'AWS::WorkSpaces::Workspace': 'ws-[a-z0-9]{9}',
  'AWS::WorkSpaces::WorkspacesPool': 'wspool-[a-z0-9]{9}',
};

/** Identifiers of a prefix and 17 hexadecimal digits. */
const prefixes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::EC2': {
    CapacityManagerDataExport: 'cmde-',
    CapacityReservation: 'cr-',
    CapacityReservationFleet: 'crf-',
    CarrierGateway: 'cagw-',
    ClientVpnEndpoint: 'cvpn-endpoint-',
    ClientVpnTargetNetworkAssociation: 'cvpn-assoc-',
    CustomerGateway: 'cgw-',
    DHCPOptions: 'dopt-',
    EgressOnlyInternetGateway: 'eigw-',
    EIP: 'eipalloc-',
    EIPAssociation: 'eipassoc-',
    FlowLog: 'fl-',
    Host: 'h-',
    Instance: 'i-',
    InstanceConnectEndpoint: 'eice-',
    InternetGateway: 'igw-',
    IPAM: 'ipam-',
    IPAMPool: 'ipam-pool-',
    IPAMResourceDiscovery: 'ipam-res-disco-',
    IPAMResourceDiscoveryAssociation: 'ipam-res-disco-assoc-',
    IPAMScope: 'ipam-scope-',
    LaunchTemplate: 'lt-',
    LocalGatewayRouteTable: 'lgw-rtb-',
    LocalGatewayRouteTableVPCAssociation: 'lgw-vpc-assoc-',
    LocalGatewayRouteTableVirtualInterfaceGroupAssociation: 'lgw-vif-grp-assoc-',
    LocalGatewayVirtualInterface: 'lgw-vif-',
    LocalGatewayVirtualInterfaceGroup: 'lgw-vif-grp-',
    NatGateway: 'nat-',
    NetworkAcl: 'acl-',
    NetworkInsightsAccessScope: 'nis-',
    NetworkInsightsAccessScopeAnalysis: 'nisa-',
    NetworkInsightsAnalysis: 'nia-',
    NetworkInsightsPath: 'nip-',
    NetworkInterface: 'eni-',
    NetworkInterfaceAttachment: 'eni-attach-',
    NetworkInterfacePermission: 'eni-perm-',
    PrefixList: 'pl-',
    RouteServer: 'rs-',
    RouteServerEndpoint: 'rse-',
    RouteServerPeer: 'rsp-',
    RouteTable: 'rtb-',
    SecurityGroup: 'sg-',
    SecurityGroupEgress: 'sgr-',
    SecurityGroupIngress: 'sgr-',
    Subnet: 'subnet-',
    SubnetCidrBlock: 'subnet-cidr-assoc-',
    SubnetCidrReservation: 'scr-',
    SubnetNetworkAclAssociation: 'aclassoc-',
    SubnetRouteTableAssociation: 'rtbassoc-',
    TrafficMirrorFilter: 'tmf-',
    TrafficMirrorFilterRule: 'tmfr-',
    TrafficMirrorSession: 'tms-',
    TrafficMirrorTarget: 'tmt-',
    TransitGateway: 'tgw-',
    TransitGatewayAttachment: 'tgw-attach-',
    TransitGatewayConnect: 'tgw-attach-',
    TransitGatewayConnectPeer: 'tgw-connect-peer-',
    TransitGatewayMulticastDomain: 'tgw-mcast-domain-',
    TransitGatewayPeeringAttachment: 'tgw-attach-',
    TransitGatewayRouteTable: 'tgw-rtb-',
    TransitGatewayVpcAttachment: 'tgw-attach-',
    VerifiedAccessEndpoint: 'vae-',
    VerifiedAccessGroup: 'vagr-',
    VerifiedAccessInstance: 'vai-',
    VerifiedAccessTrustProvider: 'vatp-',
    Volume: 'vol-',
    VPC: 'vpc-',
    VPCBlockPublicAccessExclusion: 'vpcbpa-exclude-',
    VPCCidrBlock: 'vpc-cidr-assoc-',
    VPCEndpoint: 'vpce-',
    VPCEndpointConnectionNotification: 'vpce-nfn-',
    VPCEndpointService: 'vpce-svc-',
    VPCPeeringConnection: 'pcx-',
    VPNConnection: 'vpn-',
    VPNGateway: 'vgw-',
  },
  'AWS::EFS': { AccessPoint: 'fsap-', FileSystem: 'fs-', MountTarget: 'fsmt-' },
  'AWS::FSx': {
    DataRepositoryAssociation: 'dra-',
    FileSystem: 'fs-',
    Snapshot: 'fsvolsnap-',
    StorageVirtualMachine: 'svm-',
    Volume: 'fsvol-',
  },
  'AWS::NetworkManager': {
    ConnectAttachment: 'attachment-',
    ConnectPeer: 'connect-peer-',
    CoreNetwork: 'core-network-',
    Device: 'device-',
    DirectConnectGatewayAttachment: 'attachment-',
    GlobalNetwork: 'global-network-',
    Link: 'link-',
    Site: 'site-',
    SiteToSiteVpnAttachment: 'attachment-',
    TransitGatewayPeering: 'peering-',
    TransitGatewayRouteTableAttachment: 'attachment-',
    VpcAttachment: 'attachment-',
  },
  'AWS::Route53Resolver': {
    FirewallDomainList: 'rslvr-fdl-',
    FirewallRuleGroup: 'rslvr-frg-',
    FirewallRuleGroupAssociation: 'rslvr-frgassoc-',
    ResolverEndpoint: 'rslvr-in-',
    ResolverQueryLoggingConfig: 'rqlc-',
    ResolverQueryLoggingConfigAssociation: 'rqlca-',
    ResolverRule: 'rslvr-rr-',
    ResolverRuleAssociation: 'rslvr-rrassoc-',
  },
  'AWS::SSM': { MaintenanceWindow: 'mw-', PatchBaseline: 'pb-' },
  'AWS::Transfer': {
    Agreement: 'a-',
    Certificate: 'cert-',
    Connector: 'c-',
    Profile: 'p-',
    Server: 's-',
    Workflow: 'w-',
  },
};

/** The regular expression that an identifier of the type obeys, for this property of it. */
export function wellKnownPattern(typeName: string, property: string): string | undefined {
  const own = patterns[`${typeName}.${property}`] ?? patterns[typeName];
  if (own !== undefined) return own;
  const namespace = typeName.slice(0, typeName.lastIndexOf('::'));
  const prefix = prefixes[namespace]?.[typeName.slice(namespace.length + 2)];
  return prefix === undefined ? patterns[namespace] : `${prefix}[0-9a-f]{17}`;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the placeholders are the templates' own.
/**
 * Identifiers that AWS composes of other properties, and ARNs that the catalog has no template of. Besides properties,
 * `${Partition}`, `${Region}` and `${Account}`, a placeholder may be `${uuid}`, `${hex16}`, `${hex17}`, `${hex32}` or
 * `${sequence}`, a number that counts what is alike.
 */
const templates: Readonly<Record<string, string>> = {
  'AWS::AppRunner::Service': 'arn:${Partition}:apprunner:${Region}:${Account}:service/${ServiceName}/${hex32}',
  'AWS::AutoScaling::ScalingPolicy':
    'arn:${Partition}:autoscaling:${Region}:${Account}:scalingPolicy:${uuid}:autoScalingGroupName/${AutoScalingGroupName}:policyName/${PolicyName}',
  'AWS::CloudFormation::Stack': 'arn:${Partition}:cloudformation:${Region}:${Account}:stack/${StackName}/${uuid}',
  'AWS::CloudFormation::StackSet': '${StackSetName}:${uuid}',
  'AWS::ECS::DaemonTaskDefinition':
    'arn:${Partition}:ecs:${Region}:${Account}:daemon-task-definition/${Family}:${sequence}',
  'AWS::ECS::Service': 'arn:${Partition}:ecs:${Region}:${Account}:service/${Cluster}/${ServiceName}',
  'AWS::ECS::TaskDefinition': 'arn:${Partition}:ecs:${Region}:${Account}:task-definition/${Family}:${sequence}',
  'AWS::EKS::Nodegroup': '${ClusterName}/${NodegroupName}',
  'AWS::ElasticLoadBalancingV2::Listener': '${LoadBalancerArn}/${hex16}',
  'AWS::ElasticLoadBalancingV2::ListenerRule': '${ListenerArn}/${hex16}',
  'AWS::ElasticLoadBalancingV2::LoadBalancer':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/app/${Name}/${hex16}',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:targetgroup/${Name}/${hex16}',
  'AWS::ElasticLoadBalancingV2::TrustStore':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:truststore/${Name}/${hex16}',
  'AWS::IAM::VirtualMFADevice': 'arn:${Partition}:iam::${Account}:mfa/${VirtualMfaDeviceName}',
  'AWS::Kinesis::StreamConsumer': '${StreamARN}/consumer/${ConsumerName}:${sequence}',
  'AWS::Lambda::Alias': 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Name}',
  'AWS::Lambda::LayerVersion': 'arn:${Partition}:lambda:${Region}:${Account}:layer:${LayerName}:${sequence}',
  'AWS::Lambda::Version': 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${sequence}',
  'AWS::MSK::Cluster': 'arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${uuid}-1',
  'AWS::MSK::ServerlessCluster': 'arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${uuid}-s1',
  'AWS::SageMaker::ImageVersion':
    'arn:${Partition}:sagemaker:${Region}:${Account}:image-version/${ImageName}/${sequence}',
  'AWS::SecretsManager::Secret': 'arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${Name}-${hex6}',
  'AWS::SNS::Subscription': '${TopicArn}:${uuid}',
  'AWS::SQS::Queue': 'https://sqs.${Region}.${DnsSuffix}/${Account}/${QueueName}',
  'AWS::StepFunctions::StateMachineAlias': '${StateMachineArn}:${Name}',
  'AWS::StepFunctions::StateMachineVersion': '${StateMachineArn}:${sequence}',
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

/** What the identifier of a type is composed of, where it is not the ARN that the catalog has a template of. */
export function identifierTemplate(typeName: string): string | undefined {
  return templates[typeName];
}

/** Read-only parts of identifiers that are what another property says, the first that is given. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Route.CidrBlock': ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'],
  'AWS::Lambda::Url.FunctionArn': ['TargetFunctionArn'],
};

export function identifierSources(typeName: string, property: string): readonly string[] {
  return sources[`${typeName}.${property}`] ?? [];
}

/** What AWS takes where a part of an identifier that may be given is not, by type and property. */
const defaults: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::BasePathMapping.BasePath': '(none)',
  'AWS::ECS::Service.Cluster': 'default',
  'AWS::Events::EventBusPolicy.EventBusName': 'default',
};

export function defaultIdentifier(typeName: string, property: string): string | undefined {
  return defaults[`${typeName}.${property}`];
}

/** Namespaces of CloudFormation that are not what the service is called in ARNs. */
const arnNames: Readonly<Record<string, string>> = {
  ACMPCA: 'acm-pca',
  AmazonMQ: 'mq',
  ApiGatewayV2: 'apigateway',
  APS: 'aps',
  CertificateManager: 'acm',
  Cognito: 'cognito-idp',
  EFS: 'elasticfilesystem',
  ElasticLoadBalancingV2: 'elasticloadbalancing',
  Elasticsearch: 'es',
  EMR: 'elasticmapreduce',
  EMRContainers: 'emr-containers',
  EventSchemas: 'schemas',
  GreengrassV2: 'greengrass',
  InspectorV2: 'inspector2',
  KinesisAnalyticsV2: 'kinesisanalytics',
  KinesisFirehose: 'firehose',
  Location: 'geo',
  MSK: 'kafka',
  MWAA: 'airflow',
  NetworkFirewall: 'network-firewall',
  OpenSearchService: 'es',
  PCAConnectorAD: 'pca-connector-ad',
  PCAConnectorSCEP: 'pca-connector-scep',
  ResourceExplorer2: 'resource-explorer-2',
  ResourceGroups: 'resource-groups',
  ServiceCatalogAppRegistry: 'servicecatalog',
  SMSVOICE: 'sms-voice',
  SSMContacts: 'ssm-contacts',
  StepFunctions: 'states',
  SystemsManagerSAP: 'ssm-sap',
  VpcLattice: 'vpc-lattice',
  WorkSpacesWeb: 'workspaces-web',
};

/** What a service is called in ARNs. */
export function arnServiceName(typeName: string): string {
  const [, namespace = ''] = typeName.split('::');
  return arnNames[namespace] ?? namespace.toLowerCase();
}
