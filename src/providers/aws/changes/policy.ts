import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { Policy, UncertainPermission } from '../../policy.ts';

/** An IAM policy document, as AWS accepts it. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
  readonly [name: string]: string | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly [name: string]: string | readonly string[];
}

/** The most characters, white space not counted, that AWS takes in a managed policy. */
export const longestPolicy = 6144;

/** What calls need as IAM policies, with what of it is not certain. */
export function policy(needs: readonly NeededPermissions[]): Policy {
  const documents = policiesOf(needs);
  return {
    title: 'IAM policy',
    document: policyOf(needs),
    documents,
    ...(documents.length > 1 && {
      reason: `The statement needs more than the ${longestPolicy} characters that AWS takes in one managed policy: these are ${documents.length}.`,
    }),
    uncertain: needs.flatMap(uncertainOf),
  };
}

function uncertainOf({ resource, method, actions, note }: NeededPermissions): readonly UncertainPermission[] {
  if (note === undefined) return [];
  // What Cloud Control itself asks for is known; the rest is what its handler calls.
  const named = actions.filter((action) => !action.startsWith('cloudformation:'));
  const text = `${resource}.${method}${named.length === 0 ? '' : `, ${named.join(', ')}`}: ${note}`;
  return [{ resource, method, actions, text }];
}

/**
 * The least policy that allows what calls need: actions for the ARNs that are all they are used for, where that is
 * certain, the others for any resource. A statement that needs nothing gets an empty one.
 */
export function policyOf(needs: readonly NeededPermissions[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statementsOf(needs) };
}

/** The same as policies none of which is too long for AWS. */
export function policiesOf(needs: readonly NeededPermissions[]): readonly PolicyDocument[] {
  const whole = policyOf(needs);
  if (lengthOf(whole) <= longestPolicy) return [whole];
  const policies: PolicyDocument[] = [];
  for (const piece of whole.Statement.flatMap(halved)) {
    const last = policies.at(-1);
    const joined = last && { ...last, Statement: [...last.Statement, piece] };
    if (joined && lengthOf(joined) <= longestPolicy) policies[policies.length - 1] = joined;
    else policies.push({ Version: whole.Version, Statement: [piece] });
  }
  return policies;
}

/** Its length as AWS counts it. */
export function lengthOf(policy: PolicyDocument): number {
  return JSON.stringify(policy).length;
}

function statementsOf(needs: readonly NeededPermissions[]): readonly PolicyStatement[] {
  const resources = new Map<string, Set<string>>();
  const anywhere = new Set<string>();
  for (const { actions, limitedTo } of needs) {
    for (const action of actions) {
      if (limitedTo?.actions.includes(action) !== true) anywhere.add(action);
      else resources.set(action, new Set([...(resources.get(action) ?? []), ...limitedTo.arns]));
    }
  }
  const grouped = new Map<string, readonly string[]>();
  for (const [action, arns] of resources) {
    if (anywhere.has(action)) continue;
    const key = JSON.stringify([...arns].sort());
    grouped.set(key, [...(grouped.get(key) ?? []), action]);
  }
  const limited = [...grouped].map(([arns, actions]) => allow(actions, JSON.parse(arns) as readonly string[]));
  return anywhere.size === 0 ? limited : [allow([...anywhere], '*'), ...limited];
}

function allow(actions: readonly string[], resource: PolicyStatement['Resource']): PolicyStatement {
  const [only, second] = resource;
  const isOne = typeof resource !== 'string' && only !== undefined && second === undefined;
  return { Effect: 'Allow', Action: actions.toSorted(), Resource: isOne ? only : resource };
}

/** A statement in parts each of which is short enough: of long lists of actions or of ARNs, halves, and halves of these. */
function halved(statement: PolicyStatement): readonly PolicyStatement[] {
  const { Action, Resource } = statement;
  if (lengthOf({ Version: '2012-10-17', Statement: [statement] }) <= longestPolicy) return [statement];
  const arns = typeof Resource === 'string' ? [Resource] : Resource;
  const parts: readonly PolicyStatement[] =
    arns.length > Action.length
      ? halvesOf(arns).map((half) => ({ ...statement, Resource: half }))
      : halvesOf(Action).map((half) => ({ ...statement, Action: half }));
  return parts.length < 2 ? [statement] : parts.flatMap(halved);
}

function halvesOf(list: readonly string[]): readonly (readonly string[])[] {
  const middle = Math.ceil(list.length / 2);
  return list.length < 2 ? [list] : [list.slice(0, middle), list.slice(middle)];
}
