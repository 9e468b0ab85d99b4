import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { wildcardMatcher } from '../../../../data/wildcard-matcher.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Place, RequestContext } from '../../../service.ts';
import { parseArn } from '../arns.ts';

/** A resource policy and the ARN that it is attached to. */
export interface PolicyText {
  readonly arn: string;
  readonly policy: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
const policyForm = { any: '*', one: '?' };

export const policiesTable = 'imagebuilder.policies';

/** The kinds of resources that can be shared, with the action that reads one. */
const readActions = {
  component: 'imagebuilder:GetComponent',
  image: 'imagebuilder:GetImage',
  'image-recipe': 'imagebuilder:GetImageRecipe',
  'container-recipe': 'imagebuilder:GetContainerRecipe',
} as const;

export type SharedKind = keyof typeof readActions;

export interface SharedRecord<Record> {
  readonly record: Record;
  /** The request as if the owner had made it. */
  readonly context: RequestContext;
}

/** The resources of other accounts in this region that a policy of theirs lets this account read. */
export function sharedRecords<Record>(
  context: RequestContext,
  kind: SharedKind,
  table: (context: RequestContext) => { get(arn: string): Record | undefined },
): readonly SharedRecord<Record>[] {
  return context.state.places(policiesTable).flatMap((place) => {
    if (place.region !== context.region || place.account === context.account) return [];
    const owner = contextIn(context, place, context.now);
    const policies = [...owner.table<PolicyText>(policiesTable).values()];
    return policies.flatMap(({ arn, policy }) => {
      if (parseArn(arn)?.kind !== kind || !allowsReading(policy, arn, readActions[kind], context)) return [];
      const record = table(owner).get(arn);
      return record === undefined ? [] : [{ record, context: owner }];
    });
  });
}

/** Whether an ARN says that another account owns it; Amazon is none. */
export function isOfOtherAccount(context: Pick<Place, 'account'>, arn: string): boolean {
  const account = parseArn(arn)?.account ?? context.account;
  return /^\d{12}$/.test(account) && account !== context.account;
}

/** Statements with conditions grant nothing here: the sandbox has nothing to hold them against. */
function allowsReading(policy: string, arn: string, action: string, context: RequestContext): boolean {
  const statements = statementsIn(policy);
  const allows = (statement: WireStructure, effect: 'Allow' | 'Deny') =>
    statement.Effect === effect &&
    namesAccount(statement.Principal, context.account) &&
    matchesAny(statement.Action, action) &&
    (statement.Resource === undefined || matchesAny(statement.Resource, arn));
  return (
    statements.some((statement) => statement.Condition === undefined && allows(statement, 'Allow')) &&
    !statements.some((statement) => allows(statement, 'Deny'))
  );
}

export function parsed(policy: string): WireValue | undefined {
  try {
    return JSON.parse(policy) as WireValue;
  } catch {
    return undefined;
  }
}

/** The statements of a policy; one alone may stand without its list. */
export function statementsIn(policy: string): readonly WireStructure[] {
  const statements = structureOf(parsed(policy)).Statement;
  return Array.isArray(statements) ? structuresOf(statements) : [structureOf(statements)];
}

function namesAccount(principal: WireValue | undefined, account: string): boolean {
  return principalsOf(principal).some((name) => name === '*' || name === account || parseRoot(name) === account);
}

/** Whether a statement's principals are anyone but an account itself. */
export function namesOthers(principal: WireValue | undefined, account: string): boolean {
  return principalsOf(principal).some((name) => name !== account && parseRoot(name) !== account);
}

function principalsOf(principal: WireValue | undefined): readonly string[] {
  return principal === '*' ? ['*'] : listOf(structureOf(principal).AWS);
}

function parseRoot(name: string): string | undefined {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1];
}

function matchesAny(patterns: WireValue | undefined, text: string): boolean {
  const folded = text.toLowerCase();
  return listOf(patterns).some((pattern) => wildcardMatcher(pattern.toLowerCase(), policyForm)(folded));
}

function listOf(value: WireValue | undefined): readonly string[] {
  const single = textOf(value);
  return single === undefined ? textsOf(value) : [single];
}
