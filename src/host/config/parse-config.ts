import { suggest } from '../../data/suggest.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { readChoice } from '../connection-choice.ts';
import { connectionFault } from '../host-option-checks.ts';
import type { ConnectionOptions } from '../host-options.ts';
import type { Config } from './config.ts';
import { type ConfigSections, configChecks } from './config-checks.ts';
import { readYamlOptions, type YamlOptions } from './yaml-options.ts';

/** Reads and checks a file wholly. Throws `INVALID_CONFIG`, with file, line and column. */
export function parseConfig(text: string, file: string): Config {
  const yaml = readYamlOptions(text, file, configChecks, 'skyql.yaml');
  const { connections = {}, groups = {}, defaults, limits } = yaml.value as ConfigSections;
  const all = Object.entries(connections).map(([name, connection]): ConnectionOptions => ({ ...connection, name }));
  for (const connection of all) {
    const fault = connectionFault(connection);
    const path = ['connections', connection.name];
    if (fault !== undefined) throw yaml.fault(path, `The connection ${connection.name} ${fault.message}`, fault.hint);
    if (/[/*,\s]/.test(connection.name))
      throw yaml.fault(path, 'The name of a connection has no space, comma, / and *.', 'Patterns are made of these.');
  }
  const lists = Object.fromEntries(Object.entries(groups).map(([name, list]) => [name, [list].flat()]));
  checkGroups(lists, all, yaml);
  checkDefaults(defaults, lists, all, yaml);
  checkLimits(limits, yaml);
  return {
    file,
    ...(all.length > 0 && { connections: all }),
    ...(Object.keys(lists).length > 0 && { groups: lists }),
    ...(defaults !== undefined && { defaults }),
    ...(limits !== undefined && { limits }),
  };
}

type Lists = Readonly<Record<string, readonly string[]>>;

function checkGroups(groups: Lists, connections: readonly ConnectionOptions[], yaml: YamlOptions): void {
  for (const [name, members] of Object.entries(groups)) {
    if (connections.some((connection) => connection.name === name))
      throw yaml.fault(['groups', name], `${name} is a connection already.`, 'Give the group another name.');
    members.forEach((member, index) => {
      checkName(member, groups, connections, (message, hint) =>
        yaml.fault(members.length === 1 ? ['groups', name] : ['groups', name, index], message, hint),
      );
    });
    asFaultOf(yaml, ['groups', name], () => readChoice({ connections: [name] }, groups));
  }
}

function checkDefaults(
  defaults: ConfigSections['defaults'],
  groups: Lists,
  connections: readonly ConnectionOptions[],
  yaml: YamlOptions,
): void {
  const { connection = [], account } = defaults ?? {};
  for (const name of [connection].flat())
    checkName(name, groups, connections, (message, hint) => yaml.fault(['defaults', 'connection'], message, hint));
  if (account !== undefined)
    asFaultOf(yaml, ['defaults', 'account'], () => readChoice({ accounts: [account].flat() }, {}));
}

/** A name that is written out is that of a connection or of a group. */
function checkName(
  name: string,
  groups: Lists,
  connections: readonly ConnectionOptions[],
  fault: (message: string, hint: string) => SkyqlError,
): void {
  const names = [...connections.map((connection) => connection.name), ...Object.keys(groups)];
  const [start = '', account] = name.split('/');
  const isAccount = account !== undefined && connections.some((one) => one.organization === true && one.name === start);
  const isPattern = name.includes('*');
  if (names.includes(name) || isAccount || isPattern) return;
  const near = suggest(name, names, 2);
  throw fault(
    `There is no connection and no group ${name}.`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There is: ${names.join(', ') || 'none'}.`,
  );
}

function checkLimits(limits: ConfigSections['limits'], yaml: YamlOptions): void {
  const names = new Set<string>();
  (limits ?? []).forEach(({ name }, index) => {
    const isRight = name !== undefined && !names.has(name);
    if (!isRight)
      throw yaml.fault(
        ['limits'],
        name === undefined ? `Limit ${index + 1} has no name.` : `Two limits are named ${name}.`,
        'SHOW LIMITS calls it by its name.',
      );
    names.add(name);
  });
}

function asFaultOf(yaml: YamlOptions, path: readonly (string | number)[], check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw yaml.fault(path, error.message, (error as SkyqlError).hint);
  }
}
