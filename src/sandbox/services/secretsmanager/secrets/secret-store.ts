import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { messages, suffixLength } from '../assumptions.ts';
import { invalidRequest, notFound } from '../faults.ts';
import { type SecretRecord, secretsTable } from './secret-record.ts';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The secrets of the account and region by name; those whose last day has come are gone. */
export function allSecrets(context: RequestContext): readonly SecretRecord[] {
  return [...secretsOf(context).values()].filter((secret) => !isGone(secret, context));
}

export function secretNamed(name: string, context: RequestContext): SecretRecord | undefined {
  const secret = secretsOf(context).get(name);
  return secret === undefined || isGone(secret, context) ? undefined : secret;
}

/** By name, by ARN, or by an ARN without the hyphen and six characters at its end. Deleted ones too. */
export function findSecret(id: string, context: RequestContext): SecretRecord | undefined {
  if (!id.startsWith('arn:')) return secretNamed(id, context);
  const start = arnIn(context, 'secretsmanager', 'secret:');
  if (!id.startsWith(start)) return undefined;
  const name = id.slice(start.length);
  const partial = secretNamed(name, context);
  if (partial !== undefined) return partial;
  const whole = secretNamed(name.slice(0, -suffixLength - 1), context);
  return whole?.arn === id ? whole : undefined;
}

export function requiredSecret(id: string, context: RequestContext): SecretRecord {
  const secret = findSecret(id, context);
  if (secret === undefined) throw notFound();
  return secret;
}

/** The secret that a request means, which nobody has deleted. */
export function secretAsked(input: WireStructure, context: RequestContext): SecretRecord {
  const secret = requiredSecret(textOf(input.SecretId) ?? '', context);
  if (secret.deletion !== undefined) throw invalidRequest(messages.marked);
  return secret;
}

export function keepSecret(secret: SecretRecord, context: RequestContext): void {
  secretsOf(context).set(secret.name, secret);
}

export function forgetSecret({ name }: SecretRecord, context: RequestContext): void {
  secretsOf(context).delete(name);
}

/** Two secrets that have had the same name one after the other have different ARNs. */
export function newSecretArn(name: string, context: RequestContext): string {
  const suffix = Array.from({ length: suffixLength }, () => {
    const number = Number.parseInt(context.state.identifier('', 8), 16);
    return characters[number % characters.length];
  }).join('');
  return arnIn(context, 'secretsmanager', `secret:${name}-${suffix}`);
}

function secretsOf(context: RequestContext): Table<SecretRecord> {
  return context.table<SecretRecord>(secretsTable);
}

function isGone({ deletion }: SecretRecord, { now }: RequestContext): boolean {
  return deletion !== undefined && deletion <= now;
}
