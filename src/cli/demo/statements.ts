import type { OutputFormat } from '../../terminal/output/output-format.ts';

/** A statement of the demo and the question that it answers. */
export interface DemoStatement {
  readonly title: string;
  /** Without a final semicolon. */
  readonly sql: string;
  /** A table unless given. */
  readonly format?: OutputFormat;
}

export const demoStatements: readonly DemoStatement[] = [
  {
    title: 'How old are our machine images? CIS wants none beyond 90 days',
    sql: `SELECT connection, region, count(*) AS images,
       count(*) FILTER (creation_date < now() - INTERVAL 90 DAY) AS over_90_days,
       min(creation_date)::DATE AS oldest
FROM aws.ec2.images
WHERE Owners = 'self'
GROUP BY ALL
ORDER BY ALL`,
  },
  {
    title: 'Which of them can anybody launch?',
    sql: `SELECT image_id, name, connection, region, creation_date::DATE AS created, description
FROM aws.ec2.images
WHERE Owners = 'self' AND public`,
  },
  {
    title: 'Which servers run on an image that is older than 60 days?',
    sql: `SELECT instance.tags ->> 'Name' AS server, instance.tags ->> 'team' AS team, instance.region, image.name AS image,
       date_diff('day', image.creation_date, now()) AS days
FROM aws.ec2.instances AS instance
JOIN aws.ec2.images AS image ON image.image_id = instance.image_id AND image.region = instance.region
WHERE instance.connection = 'production' AND image.connection = 'production'
  AND image.creation_date < now() - INTERVAL 60 DAY
ORDER BY days DESC`,
  },
  {
    title: 'Which image builds failed, and in which component?',
    sql: `SELECT name, version, region, date_created::DATE AS day,
       regexp_extract(state ->> 'reason', 'component/([^/]+)', 1) AS component
FROM aws.imagebuilder.images
WHERE state ->> 'status' = 'FAILED'
ORDER BY day DESC`,
  },
  {
    title: 'Is the last build of each pipeline good, and which AMI came of it?',
    sql: `SELECT split_part(build.source_pipeline_arn, '/', 2) AS pipeline, build.version, build.state ->> 'status' AS status,
       image.image_id, image.architecture
FROM aws.imagebuilder.images AS build
LEFT JOIN aws.ec2.images AS image ON image.image_id = build.image_id AND image.region = build.region
  AND image.connection = build.connection
WHERE build.connection = 'build'
QUALIFY row_number() OVER (PARTITION BY pipeline ORDER BY build.date_created DESC) = 1
ORDER BY pipeline`,
  },
  {
    title: 'Create a SageMaker image',
    sql: `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, ImageDescription, region, connection)
VALUES ('notebook-demo', 'arn:aws:iam::123456789012:role/sagemaker-images', 'Made by skyql demo', 'us-east-1', 'production')
RETURNING image_name, image_arn`,
  },
  {
    title: 'What would this change? Nothing is sent',
    format: 'line',
    sql: `EXPLAIN UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED'
WHERE connection = 'build' AND name LIKE 'golden-%' AND region = 'us-east-1'`,
  },
  {
    title: 'Then do it',
    sql: `UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED'
WHERE connection = 'build' AND name LIKE 'golden-%' AND region = 'us-east-1'`,
  },
  {
    title: 'And clean up',
    sql: `DELETE FROM aws.sagemaker.images
WHERE image_name = 'notebook-demo' AND region = 'us-east-1' AND connection = 'production'`,
  },
];
