import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import type { CallScope } from '../../provider.ts';

/** The statement that tells how a request stands that Cloud Control has accepted. */
export function lookUpRequest(requestToken: string, scope: CallScope): string {
  const place = Object.entries(placeOf(scope)).map(([name, value]) => `@${name} = ${quoteLiteral(value)}`);
  const values = [`@RequestToken = ${quoteLiteral(requestToken)}`, ...place];
  return `EXEC aws.cloudcontrol.resource_requests.get_resource_request_status ${values.join(', ')}`;
}

/** The statement that shows the latest requests of a type: whether one is among them of whose answer nobody knows. */
export function lookUpRequests(type: string, operation: string, scope: CallScope): string {
  const where = conditions({ type_name: type, operation, ...placeOf(scope) });
  return `SELECT event_time, operation_status, identifier, request_token FROM aws.cloudcontrol.resource_requests WHERE ${where} ORDER BY event_time DESC LIMIT 10`;
}

/** The statement that shows a resource, or of one without a name yet all that there are; undefined where none can be read. */
export function lookUpResource(
  description: ResourceDescription,
  key: readonly string[] | undefined,
  scope: CallScope,
): string | undefined {
  const { identifier, accessPaths, global } = description;
  if (accessPaths.length === 0) return undefined;
  const named = Object.fromEntries(identifier.map((column, index) => [column, key?.[index] ?? '']));
  const { region, ...account } = placeOf(scope);
  const where = conditions({
    ...(key?.length === identifier.length && named),
    ...(global !== true && { region }),
    ...account,
  });
  return `SELECT * FROM ${resourceId(description)}${where === '' ? '' : ` WHERE ${where}`}`;
}

function placeOf({ region, connection }: CallScope): { readonly region: string; readonly connection?: string } {
  return { region, ...(connection !== 'default' && { connection }) };
}

function conditions(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([column, value]) => `${plainOrQuoted(column)} = ${quoteLiteral(value)}`)
    .join(' AND ');
}

function plainOrQuoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}
