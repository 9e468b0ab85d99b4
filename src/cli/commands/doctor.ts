import type { ConnectOptions } from '../../session/connect-options.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { visibleText } from '../../terminal/output/visible-text.ts';
import { withoutSecrets } from '../../terminal/print-error.ts';
import { type Style, styleOf } from '../../terminal/style.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { checkClock } from '../doctor/check-clock.ts';
import { checkConnection, listConnections } from '../doctor/check-connections.ts';
import { checkCatalog, checkDuckdb, checkNode } from '../doctor/check-machine.ts';
import { checkConfig, checkProxies } from '../doctor/check-settings.ts';
import { failureFinding } from '../doctor/failure-finding.ts';
import type { Finding } from '../doctor/finding.ts';
import { connectOptionsOf } from './connect-options-of.ts';

/** `skyql doctor`: looks at one thing after the other and tells each as it is found. */
export const runDoctor: CommandRunner = async (args, terminal) => {
  const options = connectOptionsOf(args);
  const asJson = args.value('format') === 'json';
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const findings: Finding[] = [];
  for await (const finding of findingsOf(options, terminal.environment)) {
    findings.push(finding);
    if (!asJson) await terminal.writeOutput(lineOf(finding, style, terminal));
  }
  if (asJson)
    await terminal.writeOutput(withoutSecrets(`${JSON.stringify(findings, undefined, 2)}\n`, terminal.environment));
  return findings.some(({ status }) => status === 'failed') ? exitCode.failed : exitCode.done;
};

async function* findingsOf(
  options: ConnectOptions,
  environment: Terminal['environment'],
): AsyncGenerator<Finding, void> {
  yield checkNode();
  yield await checkCatalog();
  const settings = await checkConfig(options.config ?? false);
  yield settings;
  yield* checkProxies(environment);
  if (settings.status === 'failed') return;
  const { connect } = await import('../../session/connect.ts');
  const database = await connect({ ...options, readOnly: true }).catch((error: unknown) =>
    failureFinding('duckdb', error),
  );
  if ('check' in database) {
    yield database;
    return;
  }
  try {
    yield await checkDuckdb(database);
    const { connections, findings } = await listConnections(database);
    const [first] = connections;
    yield* await checkClock({ region: first?.region ?? 'us-east-1', endpoint: first?.endpoint });
    yield* findings;
    for (const connection of connections) yield await checkConnection(database, connection);
  } finally {
    await database.close();
  }
}

function lineOf({ check, status, text, fix }: Finding, style: Style, terminal: Terminal): string {
  const paint = { ok: style.green, warning: style.yellow, failed: style.red }[status];
  const lines = [`${paint(status.padEnd(7))} ${style.bold(check)}: ${visibleText(text)}`];
  if (fix !== undefined) lines.push(`        ${style.cyan('mend it:')} ${visibleText(fix)}`);
  return withoutSecrets(`${lines.join('\n')}\n`, terminal.environment);
}
