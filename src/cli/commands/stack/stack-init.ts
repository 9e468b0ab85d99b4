import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { exitCode } from '../../../terminal/exit-code.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { writeNewFile } from '../write-new-file.ts';

/** `skyql stack init`: writes a first manifest, and over none that is there. */
export const runStackInit: CommandRunner = async (args, terminal) => {
  const [directory] = args.operands;
  if (directory === undefined) throw new UsageError('In which directory?', 'Write: skyql stack init my-stack.');
  await mkdir(join(directory, 'resources'), { recursive: true });
  const file = join(directory, 'stackql_manifest.yml');
  await writeNewFile(file, firstManifest(basename(resolve(directory))));
  const command = `skyql stack build ${directory} dev --sandbox --region us-east-1`;
  await terminal.writeOutput(`Wrote ${file}. Try it where it costs nothing: ${command}\n`);
  return exitCode.done;
};

function firstManifest(name: string): string {
  return `# yaml-language-server: $schema=https://unpkg.com/skyql/schemas/skyql.stack.schema.json
version: 1
name: ${JSON.stringify(name)}
description: A stack with one resource
providers:
  - aws
globals:
  - name: region
    value: '{{ vars.AWS_REGION }}'
resources:
  # What it is follows from its name and props; else say it: resource: aws.sagemaker.images
  - name: image
    props:
      - name: ImageName
        value: '{{ stack_name }}-{{ stack_env }}'
      - name: ImageRoleArn
        value: arn:aws:iam::123456789012:role/sagemaker-images
      - name: ImageDescription
        values:
          dev:
            value: For trying
          prd:
            value: For all
      - name: Tags
        value:
          - Key: stack
            Value: '{{ stack_name }}'
    exports:
      - image_arn
exports:
  - image_arn
`;
}
