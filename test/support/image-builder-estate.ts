import type { Database } from '../../src/session/database.ts';

/** What an image or a pipeline is made of, made by SQL. */
export interface ImageBuilderEstate {
  readonly imageRecipe: string;
  readonly containerRecipe: string;
  readonly infrastructure: string;
  readonly distribution: string;
}

/** The identifier of what an INSERT created. */
export async function created(db: Database, sql: string): Promise<string> {
  const { rows } = await db.query(sql);
  const [row] = rows;
  if (rows.length !== 1 || row?.status !== 'SUCCESS') throw new Error(`Not one created: ${JSON.stringify(rows)}`);
  return String(row.identifier);
}

const component = `name: Hello
schemaVersion: 1.0
phases:
  - name: build
    steps:
      - name: hello
        action: ExecuteBash
        inputs:
          commands:
            - echo hello
`;

export async function createEstate(db: Database, region: string): Promise<ImageBuilderEstate> {
  const [hello, infrastructure, distribution] = await Promise.all([
    created(
      db,
      `INSERT INTO aws.imagebuilder.components (Name, Version, Platform, Data, region)
       VALUES ('Hello', '1.0.0', 'Linux', '${component}', '${region}')`,
    ),
    created(
      db,
      `INSERT INTO aws.imagebuilder.infrastructure_configurations (Name, InstanceProfileName, InstanceTypes, region)
       VALUES ('hosts', 'image-builder', ['t3.micro'], '${region}')`,
    ),
    created(
      db,
      `INSERT INTO aws.imagebuilder.distribution_configurations (Name, Distributions, region)
       VALUES ('here', '[{"Region":"${region}","AmiDistributionConfiguration":{"Name":"golden {{ imagebuilder:buildDate }}"}}]',
               '${region}')`,
    ),
  ]);
  const [imageRecipe, containerRecipe] = await Promise.all([
    created(
      db,
      `INSERT INTO aws.imagebuilder.image_recipes (Name, Version, ParentImage, Components, region)
       SELECT 'Golden', '1.0.0', 'arn:aws:imagebuilder:${region}:aws:image/amazon-linux-2023-x86/x.x.x',
              [{ComponentArn: arn}], region
       FROM aws.imagebuilder.components WHERE arn = '${hello}'`,
    ),
    created(
      db,
      `INSERT INTO aws.imagebuilder.container_recipes
         (Name, Version, ContainerType, ParentImage, Components, DockerfileTemplateData, TargetRepository, region)
       VALUES ('Boxed', '1.0.0', 'DOCKER', 'amazonlinux:2023', '[{"ComponentArn":"${hello}"}]',
               'FROM {{{ imagebuilder:parentImage }}}', '{"Service":"ECR","RepositoryName":"boxed"}', '${region}')`,
    ),
  ]);
  return { imageRecipe, containerRecipe, infrastructure, distribution };
}
