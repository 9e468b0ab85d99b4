import type { ConnectOptions } from '../../session/connect-options.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import { listOf } from '../arguments/list-of.ts';
import { millisecondsOf } from '../arguments/milliseconds-of.ts';
import { numberOf } from '../arguments/number-of.ts';

/** What the options of the command line mean for `connect`. */
export function connectOptionsOf(args: Arguments): ConnectOptions {
  const profiles = [...new Set(listOf(args, 'profile'))];
  const regions = listOf(args, 'region');
  const connections = listOf(args, 'connections');
  const accounts = listOf(args, 'accounts');
  const endpoint = args.value('endpoint-url');
  // The sandbox is nobody's account: of files it takes what it is told to.
  const config = args.value('config') ?? !args.flag('sandbox');
  if (args.flag('sandbox') && endpoint !== undefined)
    throw new UsageError('Give --sandbox or --endpoint-url, not both.');
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint))
    throw new UsageError(`"${endpoint}" is no endpoint address.`, 'Write it with its scheme: http://127.0.0.1:4566.');

  return {
    ...(args.flag('sandbox') && { sandbox: true }),
    ...(endpoint !== undefined && { endpoint }),
    ...(config !== false && { config }),
    ...(connections.length > 0 && { connection: connections }),
    ...(accounts.length > 0 && { account: accounts }),
    ...(args.flag('fips') && { useFips: true }),
    ...(args.flag('dual-stack') && { useDualStack: true }),
    ...(profiles.length === 1 && { profile: profiles[0] }),
    ...(profiles.length > 1 && { connections: profiles.map((name) => ({ name, profile: name })) }),
    ...(regions.length > 0 && { region: regions.length === 1 ? regions[0] : regions }),
    ...(args.flag('read-only') && { readOnly: true }),
    ...(args.flag('yes') && { yes: true }),
    ...(args.value('max-changes') !== undefined && {
      maxChanges: numberOf(args, 'max-changes', { most: 999_999_999 }),
    }),
    ...(args.value('max-calls') !== undefined && {
      maxCalls: numberOf(args, 'max-calls', { most: 999_999_999 }),
    }),
    ...(args.value('max-rows') !== undefined && { maxRows: numberOf(args, 'max-rows', { most: 999_999_999 }) }),
    ...(args.value('idempotency-key') !== undefined && { idempotencyKey: keyOf(args) }),
    ...(args.flag('fail-fast') && { failFast: true }),
    ...(args.flag('allow-partial') && { allowPartial: true }),
    ...durationOption(args, 'cache', 'cache'),
    ...durationOption(args, 'timeout', 'timeout'),
    ...durationOption(args, 'call-timeout', 'callTimeout'),
    ...dialectOption(args),
    ...(args.value('database') !== undefined && { database: args.value('database') }),
  };
}

function dialectOption(args: Arguments): ConnectOptions {
  const dialect = args.value('dialect');
  return dialect === 'duckdb' || dialect === 'stackql' ? { dialect } : {};
}

function durationOption(args: Arguments, name: string, option: 'cache' | 'timeout' | 'callTimeout'): ConnectOptions {
  const text = args.value(name);
  return millisecondsOf(args, name) === undefined ? {} : { [option]: text };
}

function keyOf(args: Arguments): string {
  const key = args.value('idempotency-key') ?? '';
  if (key === '')
    throw new UsageError(
      'Option --idempotency-key takes a text, not "".',
      'Give each run its own: --idempotency-key deploy-42.',
    );
  return key;
}
