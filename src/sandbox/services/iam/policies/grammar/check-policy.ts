import { isStructure } from '../../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';
import { checkActions } from './check-actions.ts';
import { checkConditions } from './check-conditions.ts';
import { checkPrincipals } from './check-principals.ts';
import { checkResources } from './check-resources.ts';
import { parsePolicy } from './parse-policy.ts';

/** Who may take on a role, what may be done, who may do what with a resource: their statements have other elements. */
export type PolicyKind = 'trust' | 'permissions' | 'resource';

const elements = ['Version', 'Id', 'Statement'];
const versions = ['2008-10-17', '2012-10-17'];
const statementElements = [
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
];

/**
 * Refuses a policy that IAM would not take, by the grammar of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html. Whether the actions and resources that
 * it names exist nobody asks. Throws MalformedPolicyDocument.
 */
export function checkPolicy(text: string, kind: PolicyKind): void {
  const policy = parsePolicy(text);
  checkNames(policy, elements);
  if (policy.Version !== undefined && !versions.includes(String(policy.Version))) {
    throw malformedPolicy(messages.syntax);
  }
  if (policy.Id !== undefined && typeof policy.Id !== 'string') throw malformedPolicy(messages.syntax);
  const statements = statementsOf(policy.Statement);
  for (const statement of statements) checkStatement(statement, kind, policy.Version === '2012-10-17');
  const names = statements.flatMap(({ Sid }) => (typeof Sid === 'string' && Sid !== '' ? [Sid] : []));
  if (new Set(names).size < names.length) throw malformedPolicy(messages.sidTwice);
}

function statementsOf(value: WireValue | undefined): readonly WireStructure[] {
  const statements = Array.isArray(value) ? value : [value];
  if (statements.length === 0 || !statements.every(isStructure)) throw malformedPolicy(messages.syntax);
  return statements;
}

function checkStatement(statement: WireStructure, kind: PolicyKind, isCurrent: boolean): void {
  checkNames(statement, statementElements);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformedPolicy(messages.syntax);
  const { Sid } = statement;
  if (Sid !== undefined && !(typeof Sid === 'string' && /^[0-9A-Za-z]*$/.test(Sid))) {
    throw malformedPolicy(messages.badSid);
  }
  const principal = oneOf(statement, 'Principal', 'NotPrincipal');
  const resource = oneOf(statement, 'Resource', 'NotResource');
  const action = oneOf(statement, 'Action', 'NotAction');
  if (kind === 'permissions') {
    if (principal !== undefined) throw malformedPolicy(messages.principalForbidden);
    if (resource === undefined) throw malformedPolicy(messages.noResources);
  } else {
    if (kind === 'trust' && resource !== undefined) throw malformedPolicy(messages.resourceForbidden);
    if (principal === undefined) throw malformedPolicy(messages.principalMissing);
    checkPrincipals(principal);
  }
  if (resource !== undefined) checkResources(resource);
  const actions = checkActions(action);
  if (kind === 'trust' && !actions.every((each) => each.toLowerCase().startsWith('sts:'))) {
    throw malformedPolicy(messages.trustActions);
  }
  checkConditions(statement.Condition);
  // Policies of the first version have no variables: there they are texts.
  if (isCurrent && hasBadVariable(statement)) throw malformedPolicy(messages.syntax);
}

/** An element or its opposite, never both. */
function oneOf(statement: WireStructure, name: string, opposite: string): WireValue | undefined {
  if (statement[name] !== undefined && statement[opposite] !== undefined) throw malformedPolicy(messages.syntax);
  return statement[name] ?? statement[opposite];
}

function checkNames(structure: WireStructure, known: readonly string[]): void {
  if (!Object.keys(structure).every((name) => known.includes(name))) throw malformedPolicy(messages.syntax);
}

/** `${` that nothing closes. */
function hasBadVariable({ Resource, NotResource, Condition }: WireStructure): boolean {
  return /\$\{(?![^"{}]*\})/.test(JSON.stringify([Resource, NotResource, Condition]));
}
