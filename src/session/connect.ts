import { openCatalog } from '../catalog/open-catalog.ts';
import { Engine } from '../engine/engine.ts';
import { Macros } from '../engine/macros.ts';
import { ShadowTables } from '../engine/shadow-tables.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { createAwsProvider } from '../providers/aws/aws-provider.ts';
import type { ConnectionOptions as AwsConnectionOptions } from '../providers/aws/connection-options.ts';
import type { ConnectOptions, Database, SandboxSettings } from './database.ts';
import { openDatabase } from './open-database.ts';
import type { Session } from './session.ts';

const defaultMaxChanges = 50;

/**
 * Opens a session: SQL over AWS, or over a sandbox inside this process.
 *
 * Without `sandbox` and `endpoint` it goes to real AWS with the default credential chain, which is asked when the first
 * call is made. Throws DATABASE_NOT_OPENED, CATALOG_MISSING and INVALID_OPTION.
 *
 * @example
 * const db = await connect({ sandbox: true, region: 'us-east-1' });
 * const { rows } = await db.query('SELECT image_id, name FROM aws.ec2.images WHERE owner_id = $1', ['123456789012']);
 * await db.close();
 */
export async function connect(options: ConnectOptions = {}): Promise<Database> {
  checkOptions(options);
  const [engine, sandbox] = await Promise.all([Engine.open(options.database), openSandbox(options)]);
  const endpoint = sandbox?.url ?? options.endpoint;
  const provider = createAwsProvider({
    connections: connectionsOf(options, endpoint, sandbox !== undefined),
    catalog: openCatalog('aws'),
  });
  const { rows } = await engine.query("SELECT current_database() || '.' || current_schema() AS schema");
  const session: Session = {
    engine,
    tables: new ShadowTables(engine),
    macros: new Macros(engine),
    providers: new Map([[provider.name, provider]]),
    settings: {
      readOnly: options.readOnly ?? false,
      yes: options.yes ?? false,
      maxChanges: options.maxChanges ?? defaultMaxChanges,
      strict: options.strict ?? false,
      failFast: options.failFast ?? false,
    },
    use: [],
    dialect: 'duckdb',
    localSchema: String(rows[0]?.schema),
    searchesShort: false,
    transaction: 'none',
    warnings: [],
    requests: [],
  };
  return openDatabase(session, async () => {
    await provider.close();
    await sandbox?.close();
    engine.close();
  });
}

function checkOptions(options: ConnectOptions): void {
  const { maxChanges, profile, connections } = options;
  if (maxChanges !== undefined && !(Number.isInteger(maxChanges) && maxChanges >= 0)) {
    throw new SkyqlError('INVALID_OPTION', `maxChanges is ${maxChanges}.`, { hint: 'Give a whole number, 0 or more.' });
  }
  if (profile !== undefined && connections !== undefined) {
    throw new SkyqlError('INVALID_OPTION', 'Both profile and connections are given.', {
      hint: 'Give each connection its own profile.',
    });
  }
  if (options.sandbox !== undefined && options.sandbox !== false && options.endpoint !== undefined) {
    throw new SkyqlError('INVALID_OPTION', 'Both sandbox and endpoint are given.', { hint: 'Give one of them.' });
  }
  if (options.endpoint !== undefined && (options.useFips === true || options.useDualStack === true)) {
    throw new SkyqlError('INVALID_OPTION', 'useFips and useDualStack choose among the endpoints of AWS.', {
      hint: 'Leave them away where endpoint is given.',
    });
  }
}

async function openSandbox(
  options: ConnectOptions,
): Promise<{ readonly url: string; close(): Promise<void> } | undefined> {
  if (options.sandbox === undefined || options.sandbox === false) return undefined;
  const settings: SandboxSettings = options.sandbox === true ? {} : options.sandbox;
  // Loaded here alone: who goes to AWS does not wait for it.
  const [{ startSandbox }, { seedDemo }] = await Promise.all([
    import('../sandbox/http/server.ts'),
    import('../sandbox/seeds/demo.ts'),
  ]);
  return startSandbox({
    clock: settings.clock ?? 'instant',
    populate: settings.seed === 'empty' ? undefined : seedDemo,
  });
}

// Any access key with the secret `test` is let in; a key of twelve digits is its own account.
const sandboxCredentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };

function connectionsOf(
  options: ConnectOptions,
  endpoint: string | undefined,
  isSandbox: boolean,
): readonly AwsConnectionOptions[] {
  const regions =
    options.region === undefined ? [] : typeof options.region === 'string' ? [options.region] : options.region;
  const given = options.connections ?? [{ name: options.profile ?? 'default', profile: options.profile }];
  return given.map((connection) => ({
    ...connection,
    regions: connection.regions ?? regions,
    endpoint,
    useFips: options.useFips,
    useDualStack: options.useDualStack,
    ...(isSandbox && connection.credentials === undefined ? { credentials: sandboxCredentials } : {}),
  }));
}
