import { readTextFile } from '../../terminal/read-text-file.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import { isDataFile, readScript } from './read-script.ts';

/** The statements to run, with the values of their templates. */
export async function prepareScript(args: Arguments): Promise<string> {
  const script = await readScript(args);
  const file = isDataFile(args) ? args.operands[0] : args.value('iqldata');
  const variables = args.values('var');
  if (file === undefined && variables.length === 0 && !script.text.includes('<<<')) return script.text;
  // Loaded here alone: most statements are no templates.
  const { scriptData } = await import('../template/template-data.ts');
  const { renderTemplate } = await import('../template/render-template.ts');
  const source = file === undefined ? undefined : { text: await readTextFile(file), name: file };
  const { script: text, data } = scriptData(script, source, variables);
  const rendered = data === undefined ? text : renderTemplate({ text, name: script.name }, data);
  if (rendered.trim() === '') throw new UsageError('There is no statement to run: the text is empty.');
  return rendered;
}
