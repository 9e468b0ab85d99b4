import type { CallContext } from '../../providers/provider.ts';
import type { ConnectOptions } from '../../session/connect-options.ts';
import { openWorkers } from '../run/workers.ts';
import type { ExportedResource } from './exported-resource.ts';
import { readResources } from './read-resources.ts';
import { writeManifest } from './write-manifest.ts';
import { writeTemplate } from './write-template.ts';

/** What is exported, and how. */
export interface ExportStackOptions {
  /** What to export: the resources of each FROM, in the rows that the query finds. Several queries are parted by `;`. */
  readonly sql: string;
  /** The stack's name; `exported` unless given. */
  readonly name?: string;
  /** A manifest of a stack, or a template of CloudFormation; a manifest unless given. */
  readonly format?: 'manifest' | 'cloudformation';
  /** Where to, and as whom, as `connect()` takes it. */
  readonly connect?: ConnectOptions;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** What an export has written. */
export interface ExportedStack {
  /** The manifest or template, YAML. */
  readonly text: string;
  /** What stands in it. */
  readonly resources: readonly ExportedAddress[];
  /** What could not be told, or could not be created as it is, in words. */
  readonly warnings: readonly string[];
}

/** A resource of an exported stack. */
export interface ExportedAddress {
  /** Its name in the stack. */
  readonly address: string;
  /** `aws.imagebuilder.image_pipelines`. */
  readonly resource: string;
  /** As the provider writes it. */
  readonly identifier: string;
}

/**
 * Writes a manifest of what is there already: references between what the queries find are resolved, secrets are left out. Building it changes
 * nothing.
 *
 * @example
 * const { text } = await exportStack({
 *   sql: "SELECT * FROM aws.imagebuilder.image_pipelines WHERE name LIKE 'web-%'",
 *   connect: { region: 'eu-west-1' },
 * });
 */
export async function exportStack(options: ExportStackOptions): Promise<ExportedStack> {
  const { sql, name = 'exported', format = 'manifest', connect = {}, signal } = options;
  const { region = 'all' } = connect;
  const context: CallContext = {
    ...(signal !== undefined && { signal }),
    ...(region !== 'all' && { regions: [region].flat() }),
  };
  const workers = await openWorkers(connect);
  try {
    const found = await readResources(workers, sql, context);
    const text = format === 'manifest' ? writeManifest(found, name) : writeTemplate(found, name);
    return { text, resources: found.map(addressOf), warnings: found.flatMap(warningsOf) };
  } finally {
    await workers.close();
  }
}

function addressOf({ name, description, identity }: ExportedResource): ExportedAddress {
  const { provider, service, name: noun } = description;
  return { address: name, resource: `${provider}.${service}.${noun}`, identifier: identity.key.join('|') };
}

function warningsOf({ name, problem, needed }: ExportedResource): readonly string[] {
  return [
    ...(problem === undefined ? [] : [`${name} could not be created as it is: ${problem}`]),
    ...needed.map((property) => `${name}: ${property} is never told, so the stack asks for it as a variable.`),
  ];
}
