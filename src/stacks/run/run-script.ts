import { execFile } from 'node:child_process';
import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { faultAt } from '../manifest/source-file.ts';
import { createScope } from '../scope/create-scope.ts';
import { renderValue } from '../templates/render-value.ts';
import { textOfValue } from '../templates/values.ts';
import type { StackOutcome } from './stack-event.ts';
import { tell, type Work } from './stack-run.ts';

/** Runs the command line of a script in the stack's directory. What it exports it writes as one line of JSON, its last one. */
export async function runScript(work: Work): Promise<StackOutcome> {
  const { run, resource, state } = work;
  const { run: line } = resource;
  if (line === undefined) return 'ran';
  tell(work, 'running');
  const command = textOfValue(renderValue(line.value, line.place, createScope(run, resource)));
  const output = await outputOf(command, work);
  if (resource.exports.length === 0) return 'ran';
  const answer = lastObject(output);
  const entries = resource.exports.map(({ column, name, place }): [string, Value] => {
    const value = answer[column];
    if (value === undefined)
      throw faultAt(place, 'EXPORT_MISSING', `The script ${resource.name} tells no ${column}.`, {
        hint: 'It exports what its last line says, a JSON object.',
      });
    return [name, value];
  });
  for (const [name, value] of entries) if (resource.protectedExports.includes(name)) run.redactor.hide(value);
  state.exports = Object.fromEntries(entries);
  return 'ran';
}

function outputOf(command: string, { run, resource }: Work): Promise<string> {
  const shell = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const [file = '', ...args] = [...shell, command];
  const { directory } = run.stack.manifest;
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd: directory, signal: run.signal, maxBuffer: 2 ** 24 }, (error, output, errors) => {
      if (error === null) return resolve(output);
      const said = run.redactor.text(errors.trim().split('\n').slice(-5).join('\n'));
      reject(
        new SkyqlError('SCRIPT_FAILED', `${resource.name}: the script failed${said === '' ? '.' : `: ${said}`}`, {
          hint: 'It runs in the directory of the stack.',
        }),
      );
    });
  });
}

function lastObject(output: string): Readonly<Record<string, Value>> {
  const last = output.trim().split('\n').at(-1) ?? '';
  try {
    const value = JSON.parse(last) as Value;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
