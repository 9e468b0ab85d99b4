import { fileURLToPath } from 'node:url';
import { createPipelines } from './create-pipelines.ts';
import { type BenchServer, startServer } from './start-server.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));

/** A sandbox with so many pipelines, as many in each region, that follows these fault rules from then on. */
export async function startPipelines(
  regions: readonly string[],
  pipelines: number,
  rules: readonly object[] = [],
): Promise<BenchServer> {
  const args = ['sandbox', '--port', '0', '--seed', 'empty', '--clock', 'instant', '--quiet'];
  const server = await startServer([program, ...args]);
  for (const region of regions) await createPipelines(server.address, region, pipelines / regions.length);
  const response = await fetch(`${server.address}/_skyql/faults`, { method: 'PUT', body: JSON.stringify(rules) });
  if (!response.ok) throw new Error(`The sandbox takes no fault rules: ${await response.text()}`);
  return server;
}
