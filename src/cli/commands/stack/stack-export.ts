import { basename, join, resolve } from 'node:path';
import { exportStack } from '../../../stacks/export/export-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import { listenForInterrupt } from '../../../terminal/interrupt.ts';
import { visibleText } from '../../../terminal/output/visible-text.ts';
import { createQuestions } from '../../../terminal/questions.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { askMfaCode } from '../ask-mfa-code.ts';
import { connectOptionsOf } from '../connect-options-of.ts';
import { writeNewFile } from '../write-new-file.ts';

const fileNames = { manifest: 'stackql_manifest.yml', cloudformation: 'template.yaml' } as const;

/** `skyql stack export`: writes a manifest of what queries find, into a directory or to standard output. */
export const runStackExport: CommandRunner = async (args, terminal) => {
  const [sql, directory] = args.operands;
  if (sql === undefined)
    throw new UsageError(
      'What shall be exported?',
      'Write: skyql stack export "SELECT * FROM aws.imagebuilder.image_pipelines" my-stack.',
    );
  const interrupt = listenForInterrupt(terminal);
  const questions = createQuestions(interrupt);
  const format = args.value('format') === 'cloudformation' ? 'cloudformation' : 'manifest';
  const name = args.value('name') ?? (directory === undefined ? undefined : basename(resolve(directory)));
  try {
    const { text, resources, warnings } = await exportStack({
      sql,
      format,
      ...(name !== undefined && { name }),
      connect: { ...connectOptionsOf(args), ...askMfaCode(questions, terminal) },
      signal: interrupt.signal,
    });
    for (const warning of warnings) terminal.writeError(`warning: ${visibleText(warning)}\n`);
    if (directory === undefined) await terminal.writeOutput(text);
    else await writeNewFile(join(directory, fileNames[format]), text);
    if (!args.flag('quiet')) told(resources.length, directory, format, terminal);
    return exitCode.done;
  } finally {
    interrupt.dispose();
  }
};

function told(count: number, directory: string | undefined, format: keyof typeof fileNames, terminal: Terminal): void {
  const where = directory === undefined ? '' : ` to ${join(directory, fileNames[format])}`;
  const next =
    directory === undefined || format === 'cloudformation'
      ? ''
      : `. See that nothing is to be done: skyql stack plan ${directory} dev`;
  terminal.writeError(`${count} ${count === 1 ? 'resource' : 'resources'}${where}${next}\n`);
}
