import { batch } from './batch.ts';
import { cloudcontrol } from './cloudcontrol.ts';
import { cloudformation } from './cloudformation.ts';
import { cloudfront } from './cloudfront.ts';
import { cloudwatch } from './cloudwatch.ts';
import { codebuild } from './codebuild.ts';
import { cognitoIdp } from './cognito-idp.ts';
import { dms } from './dms.ts';
import { docdb } from './docdb.ts';
import { ec2 } from './ec2/ec2.ts';
import { ecs } from './ecs.ts';
import { efs } from './efs.ts';
import { eks } from './eks.ts';
import { elasticache } from './elasticache.ts';
import { elbv2 } from './elbv2.ts';
import { glue } from './glue.ts';
import { greengrass } from './greengrass.ts';
import { iam } from './iam.ts';
import { imagebuilder } from './imagebuilder.ts';
import { lambda } from './lambda.ts';
import { neptune } from './neptune.ts';
import type { ServiceOverlay } from './overlay.ts';
import { rds } from './rds.ts';
import { redshift } from './redshift.ts';
import { route53 } from './route53.ts';
import { s3 } from './s3.ts';
import { sagemaker } from './sagemaker.ts';
import { secretsmanager } from './secretsmanager.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';

/** The overlays that are written by hand, by botocore's name of the service. What is not here follows from rules. */
export const handOverlays: Readonly<Record<string, ServiceOverlay>> = {
  batch,
  cloudcontrol,
  cloudformation,
  cloudfront,
  cloudwatch,
  codebuild,
  'cognito-idp': cognitoIdp,
  dms,
  docdb,
  ec2,
  ecs,
  efs,
  eks,
  elasticache,
  elbv2,
  glue,
  greengrass,
  iam,
  imagebuilder,
  lambda,
  neptune,
  rds,
  redshift,
  route53,
  s3,
  sagemaker,
  secretsmanager,
  sns,
  sqs,
};
