import { beforeAll, describe, expect, it } from 'vitest';
import { namespaceOf } from '../../../src/catalog/cloudformation/namespace-of.ts';
import { loadSpecification } from '../cloudformation/specification.ts';
import { openModels } from '../open-models.ts';
import {
  type CatalogService,
  catalogServices,
  type ModelledService,
  type SpecifiedTypeFacts,
} from './catalog-services.ts';
import { namespaceServices } from './namespace-services.ts';
import { ruleService } from './rule-services.ts';

let models: readonly ModelledService[];
let types: readonly SpecifiedTypeFacts[];
let services: readonly CatalogService[];

beforeAll(async () => {
  const archive = openModels();
  models = archive.services.map((service) => {
    const { metadata, operations } = archive.head(service);
    return { service, ...metadata, operations };
  });
  types = (await loadSpecification()).all('resource');
  services = catalogServices(models, types);
}, 60_000);

function ownerOf(typeName: string): string | undefined {
  const service = services.find((own) => own.types.some((type) => type.typeName === typeName));
  const name = service?.types.find((type) => type.typeName === typeName)?.name;
  return service && `${service.name}.${name}`;
}

describe('the services of the catalog', () => {
  it('are all that have a model, and the namespaces that no API knows', () => {
    expect(services.filter(({ model }) => model !== undefined).map(({ model }) => model)).toEqual(
      expect.arrayContaining(models.map(({ service }) => service)),
    );
    expect(services.filter(({ model }) => model === undefined).map(({ name }) => name)).toEqual([
      'accountaccess',
      'agentregistry',
      'alexa_ask',
      'apptest',
      'awsexternalanthropic',
      'bedrockmantle',
      'codestar',
      'eventsv2',
      'evidently',
      'iotanalytics',
      'iotevents',
      'iotfleethub',
      'lookoutmetrics',
      'lookoutvision',
      'nimblestudio',
      'opsworks',
      'opsworkscm',
      'panorama',
      'qldb',
      'robomaker',
      'serverless',
      'simspaceweaver',
    ]);
  });

  it('have every type of the specification, each once, under names of their own', () => {
    const all = services.flatMap((service) => service.types.map(({ typeName }) => typeName));
    expect(all).toHaveLength(types.length);
    expect(new Set(all)).toEqual(new Set(types.map(({ cloudFormationType }) => cloudFormationType)));
    for (const { name, types: own } of services) {
      const names = own.flatMap((type) => [type.name, ...(type.twin === undefined ? [] : [type.twin])]);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });

  it.each([
    ['AWS::ImageBuilder::ImagePipeline', 'imagebuilder.image_pipelines'],
    ['AWS::SageMaker::Image', 'sagemaker.images'],
    ['AWS::EC2::Instance', 'ec2.instances'],
    ['AWS::CertificateManager::Certificate', 'acm.certificates'],
    ['AWS::ElasticLoadBalancing::LoadBalancer', 'elb.load_balancers'],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'elbv2.load_balancers'],
    ['AWS::MSK::Cluster', 'kafka.clusters'],
    ['AWS::AmazonMQ::Broker', 'mq.brokers'],
    ['AWS::Cognito::UserPoolGroup', 'cognito_idp.user_pool_groups'],
    ['AWS::Cognito::IdentityPoolRoleAttachment', 'cognito_identity.identity_pool_role_attachments'],
    ['AWS::SES::ConfigurationSet', 'sesv2.configuration_sets'],
    ['AWS::SES::ReceiptRule', 'ses.receipt_rules'],
    ['AWS::SES::Template', 'ses.templates'],
    ['AWS::SES::MailManagerArchive', 'mailmanager.mail_manager_archives'],
    ['AWS::Timestream::Table', 'timestream_write.tables'],
    ['AWS::Timestream::ScheduledQuery', 'timestream_query.scheduled_queries'],
    ['AWS::Timestream::InfluxDBInstance', 'timestream_influxdb.influx_db_instances'],
    ['AWS::Lex::Bot', 'lexv2_models.bots'],
    ['AWS::APS::Workspace', 'amp.workspaces'],
    ['AWS::Cassandra::Keyspace', 'keyspaces.keyspaces'],
    ['AWS::WAFRegional::Rule', 'waf_regional.rules'],
    ['AWS::DirectoryService::MicrosoftAD', 'ds.microsoft_ads'],
    ['AWS::Bedrock::Agent', 'bedrock_agent.agents'],
    ['AWS::Bedrock::Guardrail', 'bedrock.guardrails'],
    ['AWS::SSO::PermissionSet', 'sso_admin.permission_sets'],
    ['AWS::S3::Bucket', 's3.buckets'],
    ['AWS::S3::AccessPoint', 's3control.access_points'],
    ['AWS::S3Express::AccessPoint', 's3control.s3_express_access_points'],
    ['AWS::S3Express::BucketPolicy', 's3.s3_express_bucket_policies'],
    ['AWS::S3Express::DirectoryBucket', 's3.directory_buckets'],
    ['AWS::ECR::PublicRepository', 'ecr_public.public_repositories'],
    ['AWS::SMSVOICE::Pool', 'pinpoint_sms_voice_v2.pools'],
    ['AWS::Serverless::Function', 'serverless.functions'],
    ['Alexa::ASK::Skill', 'alexa_ask.skills'],
  ])('%s is aws.%s', (typeName, name) => {
    expect(ownerOf(typeName)).toBe(name);
  });

  it('go by their other names', () => {
    const aliases = new Map(services.map((service) => [service.name, service.aliases]));
    expect(aliases.get('acm')).toEqual(['certificatemanager']);
    expect(aliases.get('cognito_idp')).toEqual(['cognito-idp', 'cognito']);
    expect(aliases.get('cognito_identity')).toEqual(['cognito-identity', 'cognito']);
    expect(aliases.get('imagebuilder')).toEqual([]);
  });
});

describe('the table of namespaces', () => {
  it('names namespaces and types that there are', () => {
    const namespaces = new Set(types.map(({ cloudFormationType }) => namespaceOf(cloudFormationType)));
    const names = new Set(types.map(({ cloudFormationType }) => cloudFormationType));
    for (const [namespace, { services: own, types: told = {} }] of Object.entries(namespaceServices)) {
      expect(namespaces, namespace).toContain(namespace);
      for (const [typeName, service] of Object.entries(told)) {
        expect(names, typeName).toContain(typeName);
        expect(own, typeName).toContain(service);
      }
    }
  });

  it('says only what the rule would not find', () => {
    for (const [namespace, { services: own }] of Object.entries(namespaceServices)) {
      const arns = types.filter((type) => namespaceOf(type.cloudFormationType) === namespace);
      const parts = [...new Set(arns.flatMap(({ arnTemplate }) => arnTemplate?.split(':')[2] ?? []))];
      expect(own.length > 1 || ruleService(namespace, models, parts) !== own[0], namespace).toBe(true);
    }
  });

  it('cannot name a service that has no model', () => {
    const known = models.filter(({ service }) => service !== 'kafka');
    expect(() => catalogServices(known, types)).toThrow('AWS::MSK is said to be of kafka, which has no model.');
  });
});
