import { isObject } from '../../data/is-object.ts';
import { suggest } from '../../data/suggest.ts';
import type { Value } from '../../data/value.ts';
import type { ManifestResource } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';
import type { Variables } from './variables.ts';

/** Credentials of a resource's own. */
export interface StackAuth {
  /** What the connection is called: the variable of its key. */
  readonly name: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

const known = ['type', 'keyIDenvvar', 'credentialsenvvar', 'sessiontokenenvvar'];

/**
 * The credentials that a resource's `auth` names, as StackQL has it: `aws: {type: aws_signing_v1, keyIDenvvar: NAME, credentialsenvvar: NAME}`,
 * names of variables. Throws INVALID_MANIFEST and UNDEFINED_VARIABLE.
 */
export function readAuth(
  { auth, connection, name }: ManifestResource,
  { given, environment }: Variables,
): StackAuth | undefined {
  if (auth === undefined) return undefined;
  const fault = (message: string, hint: string, code = 'INVALID_MANIFEST') =>
    faultAt(auth.place, code, message, { hint });
  const example = 'Write aws: {type: aws_signing_v1, keyIDenvvar: OTHER_KEY_ID, credentialsenvvar: OTHER_SECRET}.';
  if (connection !== undefined)
    throw fault(`${name} has auth and connection.`, 'Both say as whom it is made: leave one of them out.');
  const own = auth.value.aws ?? auth.value.awscc;
  const other = Object.keys(auth.value).find((key) => key !== 'aws' && key !== 'awscc');
  if (other !== undefined || own === undefined || !isObject(own))
    throw fault(other === undefined ? 'auth says nothing of aws.' : `auth knows no provider ${other}.`, example);
  const members = own as Readonly<Record<string, Value>>;
  for (const key of Object.keys(members)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known, 1);
    throw fault(
      `auth has no ${key}.`,
      near.length > 0 ? `Did you mean ${near.join()}?` : `It takes ${known.join(', ')}.`,
    );
  }
  const { type = 'aws_signing_v1', keyIDenvvar, credentialsenvvar, sessiontokenenvvar } = members;
  if (type !== 'aws_signing_v1')
    throw fault(
      `auth of the type ${String(type)} is not known.`,
      'For aws it is aws_signing_v1; a role or a profile is a connection of skyql.yaml: connection: NAME.',
    );
  const variable = (member: Value | undefined, key: string): string => {
    if (typeof member !== 'string') throw fault(`auth has no ${key}.`, example);
    const value = given[member] ?? environment[member];
    if (value === undefined || value === '')
      throw fault(
        `The variable ${member} is not set, which auth names.`,
        `Set it, or give it by -e or --env-file.`,
        'UNDEFINED_VARIABLE',
      );
    return value;
  };
  return {
    name: String(keyIDenvvar),
    credentials: {
      accessKeyId: variable(keyIDenvvar, 'keyIDenvvar'),
      secretAccessKey: variable(credentialsenvvar, 'credentialsenvvar'),
      ...(sessiontokenenvvar !== undefined && { sessionToken: variable(sessiontokenenvvar, 'sessiontokenenvvar') }),
    },
  };
}
