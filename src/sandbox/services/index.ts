import type { SandboxService } from '../service.ts';
import { createCloudControl } from './cloudcontrol/cloud-control-service.ts';
import type { SchemaSource } from './cloudcontrol/resource-types.ts';
import { ec2 } from './ec2/ec2.ts';
import { imagebuilder } from './imagebuilder/imagebuilder.ts';
import { sagemaker } from './sagemaker/sagemaker.ts';
import { sts } from './sts/sts.ts';

/** The services of the sandbox. A new service is a folder beside this file and an entry in this list. */
export function createServices(schemaOf: SchemaSource): readonly SandboxService[] {
  const services: readonly SandboxService[] = [imagebuilder, ec2, sagemaker, sts];
  return [createCloudControl(services, schemaOf), ...services];
}
