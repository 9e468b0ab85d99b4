import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';
import { created } from '../support/image-builder-estate.ts';
import { rowsOf } from '../support/resource-page.ts';
import { ec2Images } from './facts/ec2-images.ts';

const region = 'us-east-1';
const account = '123456789012';
let db: Database;
let base: string;
let instance: string;

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'empty', clock: 'instant' }, region });
  const [public_] = await rowsOf(
    db,
    `SELECT image_id FROM aws.ec2.images
     WHERE image_owner_alias = 'amazon' AND architecture = 'x86_64' AND root_device_type = 'ebs' AND platform IS NULL
     ORDER BY image_id LIMIT 1`,
  );
  base = String(public_?.image_id);
  await db.query(`INSERT INTO aws.ec2.instances (ImageId, MinCount, MaxCount) VALUES ('${base}', 1, 1)`);
  const [running] = await rowsOf(db, 'SELECT instance_id FROM aws.ec2.instances');
  instance = String(running?.instance_id);
});
afterAll(() => db.close());

/** Creates an AMI of the instance and gives its id. */
function createImage(name: string): Promise<string> {
  return created(db, `INSERT INTO aws.ec2.images (InstanceId, Name) VALUES ('${instance}', '${name}')`);
}

const imageId = expect.stringMatching(/^ami-[0-9a-f]{17}$/);

/** What DescribeImages gives of an image. */
const columns = `image_id string, name string, image_location string, state string, owner_id string,
  creation_date timestamp, public boolean, product_codes array, architecture string, image_type string,
  kernel_id string, ramdisk_id string, platform string, platform_details string, usage_operation string,
  block_device_mappings array, description string, ena_support boolean, hypervisor string, image_owner_alias string,
  root_device_name string, root_device_type string, sriov_net_support string, state_reason object,
  virtualization_type string, boot_mode string, tpm_support string, deprecation_time timestamp, imds_support string,
  source_instance_id string, deregistration_protection string, last_launched_time timestamp, image_allowed boolean,
  source_image_id string, source_image_region string, free_tier_eligible boolean, public_ssm_parameter_name string,
  image_watermarks array, tags object`.split(/,\s+/);

describe('seed 003: aws.ec2.images', () => {
  it('has the methods of the page before all others', async () => {
    const methods = await rowsOf(db, 'SHOW METHODS IN aws.ec2.images');
    const shown = methods.map(({ MethodName, SQLVerb, RequiredParams }) => [MethodName, SQLVerb, RequiredParams]);
    expect(shown.slice(0, ec2Images.methods.length)).toEqual(ec2Images.methods);
    expect(new Set(shown.slice(ec2Images.methods.length).map(([, verb]) => verb))).toEqual(new Set(['EXEC']));
  });

  it('describes the methods in the words of the page', async () => {
    const methods = await rowsOf(db, 'SHOW METHODS IN aws.ec2.images EXTENDED');
    const words = [
      'Describes the specified images (AMIs, AKIs, and ARIs) available to you',
      'Creates an Amazon EBS-backed AMI from an Amazon EBS-backed instance',
      'Initiates',
      'Deregisters the specified AMI.',
      'Exports an Amazon Machine Image (AMI) to a VM file.',
      'Import single or multi-volume disk images or EBS snapshots into an Amazon Machine Image (AMI).',
      'Registers an AMI.',
    ];
    for (const [index, text] of words.entries()) expect(methods[index]?.description).toContain(text);
  });

  it('gives the required parameters of each method first', async () => {
    for (const [method, verb, required] of ec2Images.methods) {
      if (verb === 'SELECT') continue;
      const parameters = await rowsOf(db, `DESCRIBE METHOD aws.ec2.images.${method}`);
      const inputs = parameters.filter(({ param_type }) => param_type === 'input_required').map(({ name }) => name);
      expect(inputs.filter((name) => name !== 'region').toSorted()).toEqual(
        required.split(', ').filter((name) => name !== ''),
      );
    }
  });

  it('has all the fields that EC2 gives, each described', async () => {
    const described = await rowsOf(db, 'DESCRIBE EXTENDED aws.ec2.images');
    expect(described.map(({ name, type }) => `${name} ${type}`)).toEqual([
      // Beside those of the document there is one that is read where it is named alone.
      ...columns.toSpliced(-1, 0, 'launch_permissions array'),
      'region string',
      'account_id string',
      'connection string',
    ]);
    for (const { description } of described) expect(description).toMatch(/\w/);
  });

  it('selects all the fields of a public image', async () => {
    const { columns: all, rows } = await db.query(`SELECT * FROM aws.ec2.images WHERE image_id = '${base}'`);
    expect(all.map(({ name }) => name)).toEqual([
      ...columns.map((column) => column.split(' ')[0]),
      'region',
      'account_id',
      'connection',
    ]);
    expect(rows).toMatchObject([
      {
        image_id: base,
        state: 'available',
        owner_id: expect.stringMatching(/^\d{12}$/),
        creation_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        public: true,
        architecture: 'x86_64',
        image_type: 'machine',
        platform_details: 'Linux/UNIX',
        usage_operation: 'RunInstances',
        block_device_mappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeType: 'gp3', Encrypted: false } }],
        ena_support: true,
        hypervisor: 'xen',
        image_owner_alias: 'amazon',
        root_device_type: 'ebs',
        virtualization_type: 'hvm',
        region,
        account_id: account,
      },
    ]);
  });

  it('has the same values with few columns as with all', async () => {
    const [whole = {}] = await rowsOf(db, `SELECT * FROM aws.ec2.images WHERE image_id = '${base}'`);
    for (const condition of [`image_id = '${base}'`, `name = '${whole.name}'`, `lower(image_id) = '${base}'`]) {
      for (const [index] of columns.entries()) {
        if (index % 6 !== 0) continue;
        const names = columns.slice(index, index + 6).map((column) => column.split(' ')[0] ?? '');
        const rows = await rowsOf(db, `SELECT ${names.join(', ')} FROM aws.ec2.images WHERE ${condition}`);
        expect(rows).toEqual([Object.fromEntries(names.map((name) => [name, whole[name]]))]);
      }
    }
  });

  it('narrows what is described by the parameters of the API', async () => {
    expect(await rowsOf(db, "SELECT image_id FROM aws.ec2.images WHERE Owners = 'self'")).toEqual([]);
    const id = await createImage('owned');
    for (const condition of ["Owners = 'self'", "Owner = 'self'", `owner_id = '${account}'`, "name = 'owned'"]) {
      expect(await rowsOf(db, `SELECT image_id FROM aws.ec2.images WHERE ${condition}`)).toEqual([{ image_id: id }]);
    }
    const counted = await rowsOf(
      db,
      `SELECT Owners, count(*) > 1 AS several FROM aws.ec2.images WHERE Owners IN ('self', 'amazon') GROUP BY 1 ORDER BY 1`,
    );
    expect(counted).toEqual([
      { Owners: 'amazon', several: true },
      { Owners: 'self', several: false },
    ]);
    const [all] = await rowsOf(db, 'SELECT count(*) AS images FROM aws.ec2.images WHERE IncludeDeprecated = true');
    expect(Number(all?.images)).toBeGreaterThan(1);
  });

  it('creates an image by INSERT', async () => {
    expect(await rowsOf(db, 'SHOW INSERT INTO aws.ec2.images')).toEqual([
      {
        insert_statement: expect.stringMatching(/^INSERT INTO aws\.ec2\.images \(\s+InstanceId,\s+Name,\s+region\s+\)/),
      },
    ]);
    const rows = await rowsOf(
      db,
      `INSERT INTO aws.ec2.images (InstanceId, Name, Description, TagSpecifications, region)
       SELECT instance_id, 'golden', 'Made by SQL', '[{"ResourceType":"image","Tags":[{"Key":"team","Value":"platform"}]}]',
              region
       FROM aws.ec2.instances
       RETURNING image_id, name, description, state, owner_id, source_instance_id, tags, region`,
    );
    expect(rows).toEqual([
      {
        image_id: imageId,
        name: 'golden',
        description: 'Made by SQL',
        state: 'available',
        owner_id: account,
        source_instance_id: instance,
        tags: { team: 'platform' },
        region,
      },
    ]);
  });

  it('tells how an INSERT went', async () => {
    const insert = `INSERT INTO aws.ec2.images (instance_id, name, region) VALUES ('${instance}', 'twice', '${region}')`;
    expect(await rowsOf(db, insert)).toEqual([
      {
        operation: 'CREATE',
        identifier: imageId,
        status: 'SUCCESS',
        error_code: null,
        message: null,
        request_token: null,
        region,
      },
    ]);
    expect(await rowsOf(db, insert)).toMatchObject([
      { identifier: null, status: 'FAILED', error_code: 'InvalidAMIName.Duplicate' },
    ]);
    await expect(db.query("INSERT INTO aws.ec2.images (Name) VALUES ('x')")).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('InstanceId'),
    });
  });

  it('copies an image to another region', async () => {
    const source = await createImage('to copy');
    const [copy, ...others] = await rowsOf(
      db,
      `EXEC aws.ec2.images.image_Copy
         @Name = 'copy', @SourceImageId = '${source}', @SourceRegion = '${region}', @region = 'eu-west-1'`,
    );
    expect([copy, others]).toEqual([{ image_id: imageId }, []]);
    expect(
      await rowsOf(
        db,
        `SELECT name, region, source_image_id, source_image_region FROM aws.ec2.images
         WHERE region = 'eu-west-1' AND image_id = '${copy?.image_id}'`,
      ),
    ).toEqual([{ name: 'copy', region: 'eu-west-1', source_image_id: source, source_image_region: region }]);
  });

  it('registers an image of a snapshot', async () => {
    const [mapping] = await rowsOf(
      db,
      `SELECT block_device_mappings -> 0 -> 'Ebs' ->> 'SnapshotId' AS snapshot
       FROM aws.ec2.images WHERE image_id = '${await createImage('to register')}'`,
    );
    const devices = JSON.stringify([{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: mapping?.snapshot } }]);
    const [registered] = await rowsOf(
      db,
      `EXEC aws.ec2.images.image_Register @Name = 'registered', @Architecture = 'x86_64', @VirtualizationType = 'hvm',
         @RootDeviceName = '/dev/xvda', @EnaSupport = true, @BlockDeviceMappings = '${devices}'`,
    );
    expect(registered).toEqual({ image_id: imageId });
    expect(
      await rowsOf(
        db,
        `SELECT name, root_device_name, ena_support FROM aws.ec2.images WHERE image_id = '${registered?.image_id}'`,
      ),
    ).toEqual([{ name: 'registered', root_device_name: '/dev/xvda', ena_support: true }]);
  });

  it('exports an image', async () => {
    const id = await createImage('to export');
    expect(
      await rowsOf(
        db,
        `EXEC aws.ec2.images.image_Export @DiskImageFormat = 'VMDK', @ImageId = '${id}',
           @S3ExportLocation = '{"S3Bucket":"exports","S3Prefix":"images/"}'`,
      ),
    ).toMatchObject([
      {
        export_image_task_id: expect.stringMatching(/^export-ami-/),
        disk_image_format: 'VMDK',
        image_id: id,
        s3_export_location: { S3Bucket: 'exports', S3Prefix: 'images/' },
      },
    ]);
  });

  it('imports an image', async () => {
    const [task] = await rowsOf(
      db,
      `EXEC aws.ec2.images.image_Import @Description = 'Imported', @Platform = 'Linux',
         @DiskContainers = '[{"Format":"vmdk","UserBucket":{"S3Bucket":"disks","S3Key":"linux.vmdk"}}]'`,
    );
    expect(task).toMatchObject({ import_task_id: expect.stringMatching(/^import-ami-/), description: 'Imported' });
  });

  it('deregisters an image', async () => {
    const id = await createImage('to deregister');
    expect(await rowsOf(db, `EXEC aws.ec2.images.image_Deregister @ImageId = '${id}'`)).toMatchObject([
      { return: true },
    ]);
    expect(await rowsOf(db, `SELECT image_id FROM aws.ec2.images WHERE image_id = '${id}'`)).toEqual([]);
  });

  it('takes parameters by EXEC as JSON too', async () => {
    const id = await createImage('by JSON');
    const [row] = await rowsOf(db, `EXEC aws.ec2.images.image_Deregister @@json = '{"ImageId":"${id}"}'`);
    expect(row).toMatchObject({ return: true });
  });

  it('names what an EXEC lacks, and what AWS refuses', async () => {
    for (const [statement, code, text] of [
      ["image_Copy @Name = 'x', @SourceRegion = 'us-east-1'", 'MISSING_PARAMETER', 'SourceImageId'],
      ['image_Deregister', 'MISSING_PARAMETER', 'ImageId'],
      [`image_Export @ImageId = '${base}', @DiskImageFormat = 'RAW'`, 'MISSING_PARAMETER', 'S3ExportLocation'],
      ["image_Register @Architecture = 'x86_64'", 'MISSING_PARAMETER', 'Name'],
      ["image_Deregister @ImageId = 'ami-0123456789abcdef0'", 'RESOURCE_NOT_FOUND', 'InvalidAMIID.NotFound'],
      ["image_Deregister @ImageId = 'x'", 'VALIDATION_FAILED', 'InvalidAMIID.Malformed'],
    ] as const) {
      await expect(db.query(`EXEC aws.ec2.images.${statement}`)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(text),
      });
    }
  });
});
