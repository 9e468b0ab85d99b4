import { expect, it } from 'vitest';
import { snakeCase } from './snake-case.ts';

it.each([
  ['ImageTestsConfiguration', 'image_tests_configuration'],
  ['imageBuildVersionArn', 'image_build_version_arn'],
  ['ImageURI', 'image_uri'],
  ['ImageUri', 'image_uri'],
  ['S3Uri', 's3_uri'],
  ['S3ExportLocation', 's3_export_location'],
  ['KMSKeyId', 'kms_key_id'],
  ['KmsKeyId', 'kms_key_id'],
  ['MLFramework', 'ml_framework'],
  ['SubnetIDs', 'subnet_ids'],
  ['TargetGroupARNs', 'target_group_arns'],
  ['VpcIds', 'vpc_ids'],
  ['IPv6Address', 'ipv6_address'],
  ['Ipv6Addresses', 'ipv6_addresses'],
  ['DBInstanceArn', 'db_instance_arn'],
  ['EC2InstanceType', 'ec2_instance_type'],
  ['IoTThing', 'iot_thing'],
  ['HomeEfsFileSystemId', 'home_efs_file_system_id'],
  ['already_there', 'already_there'],
])('%s is %s', (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});
