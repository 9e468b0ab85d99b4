import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '../../data/is-object.ts';
import { jsonInText } from '../../data/json-in-text.ts';
import { sameJson } from '../../data/same-json.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Stack } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import type { StackRecord } from '../record/record.ts';
import { recordFileName } from '../record/record-file.ts';
import type { Redactor } from '../run/redactor.ts';
import type { Statement, Workers } from '../run/workers.ts';
import type { TemplateFunctions } from '../templates/jinja.ts';
import type { Template } from '../templates/parse-template.ts';
import { templatesIn } from '../templates/render-value.ts';

export interface OutsideOptions {
  readonly stack: Stack;
  readonly workers: Workers;
  readonly redactor: Redactor;
  readonly endpoint?: string;
  readonly region?: string;
  /** Told of each statement that is asked. */
  onStatement(statement: Statement): void;
}

/**
 * What templates ask of outside: `secret('ssm:/db/password')`, `secret('secretsmanager:db#password')`, and what another stack exports,
 * `stack('network', 'prd').vpc_id`. All of it is read before anything else is done, and secrets are hidden from then on.
 */
export async function outsideValues(options: OutsideOptions): Promise<TemplateFunctions> {
  const secrets = new Map<string, Value>();
  const exports = new Map<string, Value>();
  for (const template of templatesOf(options.stack))
    for (const { name, argument, second } of template.calls)
      try {
        if (name === 'secret' && !secrets.has(argument)) {
          const value = await readSecret(argument, options);
          options.redactor.hide(value);
          secrets.set(argument, value);
        }
        const environment = second ?? options.stack.environment;
        const key = JSON.stringify([argument, environment]);
        if (name === 'stack' && !exports.has(key)) exports.set(key, await readExports(argument, environment, options));
      } catch (error) {
        if (!(error instanceof SkyqlError)) throw error;
        throw faultAt(template.place, error.code, error.message, {
          ...(error.hint !== undefined && { hint: error.hint }),
        });
      }
  return {
    secret: (name) => known(secrets.get(String(name ?? '')), 'secret takes the name of a secret, written out.'),
    stack: (name, environment) =>
      known(
        exports.get(JSON.stringify([String(name ?? ''), String(environment ?? options.stack.environment)])),
        'stack takes the name of a stack and of an environment, written out.',
      ),
  };
}

function known(value: Value | undefined, message: string): Value {
  if (value === undefined) throw new Error(message);
  return value;
}

function templatesOf({ resources, globals }: Stack): readonly Template[] {
  return [
    ...globals.flatMap(({ templates }) => templates),
    ...resources.flatMap(({ props, anchors, run }) => [
      ...props.flatMap(({ templates }) => templates),
      ...[...anchors.values()].map(({ template }) => template),
      ...(run === undefined ? [] : templatesIn(run.value, run.place)),
    ]),
  ];
}

async function readSecret(name: string, { workers, region, onStatement }: OutsideOptions): Promise<Value> {
  const [, kind, id = '', key] = /^(ssm|secretsmanager):([^#]+)(?:#(.+))?$/.exec(name) ?? [];
  if (kind === undefined)
    throw new SkyqlError('SECRET_NOT_READ', `"${name}" names no secret.`, {
      hint: "Write secret('ssm:/db/password') or secret('secretsmanager:db#password').",
    });
  const sql =
    kind === 'ssm'
      ? 'EXEC aws.ssm.parameters.get_parameter @Name = $1, @WithDecryption = true'
      : 'EXEC aws.secretsmanager.secret_values.get_secret_value @SecretId = $1';
  const statement: Statement = {
    sql: region === undefined ? sql : `${sql}, @region = $2`,
    parameters: region === undefined ? [id] : [id, region],
    isAuthors: false,
  };
  onStatement(statement);
  const { rows } = await workers.run(statement);
  const [row = {}] = rows;
  const found =
    kind === 'ssm' ? memberOf(row.parameter, 'Value') : (row.secret_string ?? memberOf(row, 'SecretString'));
  const value = key === undefined || found === undefined ? found : memberOf(jsonInText(found), key);
  if (value !== undefined && value !== null) return value;
  throw new SkyqlError('SECRET_NOT_READ', `There is no secret ${name}.`, {
    hint: 'Look at its name, and at the region of the stack.',
  });
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
  return value !== undefined && isObject(value) ? (value as Readonly<Record<string, Value>>)[name] : undefined;
}

/** What the last build of another stack has exported: its directory is beside this one's, or holds it. */
async function readExports(name: string, environment: string, { stack, endpoint }: OutsideOptions): Promise<Value> {
  const own = resolve(stack.manifest.directory);
  const beside = await readdir(dirname(own), { withFileTypes: true });
  const folders = [own, ...beside.filter((one) => one.isDirectory()).map((one) => join(dirname(own), one.name))];
  const file = recordFileName({ stack: name, environment, ...(endpoint !== undefined && { endpoint }) });
  const found: { readonly folder: string; readonly outputs: Value }[] = [];
  for (const folder of new Set(folders)) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    const outputs = text === undefined ? undefined : (JSON.parse(text) as StackRecord).exports;
    if (outputs !== undefined) found.push({ folder, outputs });
  }
  const [first, ...others] = found;
  const other = others.find(({ outputs }) => !sameJson(outputs, first?.outputs ?? null));
  if (first !== undefined && other === undefined) return first.outputs;
  if (first !== undefined && other !== undefined)
    throw new SkyqlError(
      'SEVERAL_MATCH',
      `Two stacks beside this one are called ${name}, and they export different things.`,
      {
        hint: `They are in ${first.folder} and ${other.folder}: give one of them another name.`,
      },
    );
  throw new SkyqlError('STACK_NOT_BUILT', `Nothing is known of what the stack ${name} exports in ${environment}.`, {
    hint: 'Build it first: its directory is looked for beside the one of this stack.',
  });
}
