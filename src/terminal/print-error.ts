import { withoutKnownSecrets } from '../errors/known-secrets.ts';
import type { ErrorPosition, ErrorScope } from '../errors/skyql-error.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { markedLines } from './marked-lines.ts';
import { visibleText } from './output/visible-text.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface ErrorSettings {
  readonly style: Style;
  /** Shows the stack trace, and that of the causes. */
  readonly debug: boolean;
  /** The text of the script before the statement that failed, so that line numbers are the script's. */
  readonly before?: string;
  /** The width of the screen; unless given lines are as long as they are. */
  readonly width?: number;
}

/** Prints an error for people, over several lines: what happened, where in the statement, where in AWS, what to do. */
export function printError(error: unknown, settings: ErrorSettings, terminal: Terminal): void {
  const width = terminal.errorIsScreen ? { width: terminal.width } : {};
  terminal.writeError(withoutSecrets(errorText(error, { ...width, ...settings }), terminal.environment));
}

/** The printed form of an error; ends with a line break. */
export function errorText(error: unknown, { style, debug, before = '', width }: ErrorSettings): string {
  const lines = [`${style.bold(style.red(`error[${visibleText(codeOf(error))}]:`))} ${multiline(messageOf(error))}`];
  if (error instanceof SkyqlError) {
    if (error.position) lines.push(...positionLines(error.position, before, { style, width }));
    const where = whereText(error.scope);
    if (where) lines.push(`${style.bold('where:')} ${visibleText(where)}`);
  }
  const hint = hintOf(error, debug);
  if (hint) lines.push(`${style.bold(style.cyan('hint:'))} ${multiline(hint)}`);
  if (debug) lines.push(...stackLines(error).map((line) => style.dim(visibleText(line))));
  return `${lines.join('\n')}\n`;
}

/** `account 111122223333, region us-east-1, imagebuilder GetImage, request 4f2a...`; empty when nothing is known. */
export function whereText(scope: ErrorScope): string {
  const call = [scope.service, scope.operation].filter(Boolean).join(' ');
  const parts = [
    scope.connection && `connection ${scope.connection}`,
    scope.account && `account ${scope.account}`,
    scope.region && `region ${scope.region}`,
    call,
    scope.requestId && `request ${scope.requestId}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The text without the secrets that this process was given, or found for a connection, should any error ever quote one. */
export function withoutSecrets(text: string, environment: Terminal['environment']): string {
  const secrets = [environment.AWS_SECRET_ACCESS_KEY, environment.AWS_SESSION_TOKEN];
  return secrets.reduce<string>(
    (cleaned, secret) => (secret && secret.length > 8 ? cleaned.replaceAll(secret, '***') : cleaned),
    withoutKnownSecrets(text),
  );
}

function codeOf(error: unknown): string {
  if (error instanceof SkyqlError) return error.code;
  return error instanceof UsageError ? 'USAGE' : 'INTERNAL';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hintOf(error: unknown, debug: boolean): string | undefined {
  if (error instanceof SkyqlError || error instanceof UsageError) return error.hint;
  return debug ? undefined : 'This is a fault in skyql. Run it again with --debug and report what it prints.';
}

function positionLines(
  position: ErrorPosition,
  before: string,
  { style, width }: Pick<ErrorSettings, 'style' | 'width'>,
): string[] {
  const linesBefore = before.split('\n');
  const line = position.line + linesBefore.length - 1;
  const column = position.column + (position.line === 1 ? (linesBefore.at(-1)?.length ?? 0) : 0);
  const excerpt = markedLines(position.excerpt, width && width - 4).map((text) => `  ${style.dim('│')} ${text}`);
  return [`  at line ${line}, column ${column}`, ...excerpt];
}

function multiline(text: string): string {
  return text
    .split('\n')
    .map((line) => visibleText(line))
    .join('\n  ');
}

function stackLines(error: unknown): string[] {
  const lines: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    lines.push(
      ...(cause.stack ?? cause.message)
        .split('\n')
        .map((line, index) => (index === 0 && lines.length > 0 ? `caused by ${line}` : line)),
    );
  }
  return lines;
}
