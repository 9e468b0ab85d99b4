import type { SandboxService } from '../service.ts';
import { autoscaling } from './autoscaling/autoscaling.ts';
import { createCloudControl } from './cloudcontrol/cloud-control-service.ts';
import type { SchemaSource } from './cloudcontrol/resources/resource-types.ts';
import { cloudtrail } from './cloudtrail/cloudtrail.ts';
import { ec2 } from './ec2/ec2.ts';
import { ecr } from './ecr/ecr.ts';
import { iam } from './iam/iam.ts';
import { imagebuilder } from './imagebuilder/imagebuilder.ts';
import { organizations } from './organizations/organizations.ts';
import { rbin } from './rbin/rbin.ts';
import { createTaggingApi } from './resourcegroupstaggingapi/tagging-api.ts';
import { s3 } from './s3/s3.ts';
import { sagemaker } from './sagemaker/sagemaker.ts';
import { secretsmanager } from './secretsmanager/secretsmanager.ts';
import { ssm } from './ssm/ssm.ts';
import { sts } from './sts/sts.ts';

/** The services of the sandbox. A new service is a folder beside this file and an entry in this list. */
export function createServices(schemaOf: SchemaSource): readonly SandboxService[] {
  // S3 last: of requests that nobody signed nearly every path could be meant for it.
  const services: readonly SandboxService[] = [
    imagebuilder,
    ec2,
    sagemaker,
    sts,
    autoscaling,
    ssm,
    secretsmanager,
    ecr,
    iam,
    organizations,
    rbin,
    cloudtrail,
    s3,
  ];
  return [createCloudControl(services, schemaOf), createTaggingApi(services, schemaOf), ...services];
}
