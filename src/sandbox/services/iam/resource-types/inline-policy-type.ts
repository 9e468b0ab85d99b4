import { textOf } from '../../../kit/members.ts';
import { alreadyExists, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler } from '../../../service.ts';
import { identities, keyOf, setRole, setUser, userNamed } from '../iam-store.ts';
import { checkPolicy } from '../policies/grammar/check-policy.ts';
import { policyJson, policyText } from '../policies/policy-document.ts';
import type { PolicyHolder } from '../records.ts';
import { changeableRole } from '../roles/roles.ts';

interface Holders {
  readonly type: string;
  /** The property that names the holder. */
  readonly holder: 'RoleName' | 'UserName';
  all(context: RequestContext): readonly (readonly [name: string, record: PolicyHolder])[];
  find(name: string, context: RequestContext): PolicyHolder | undefined;
  /** Throws NoSuchEntity. */
  keep(name: string, inline: PolicyHolder['inline'], context: RequestContext): void;
}

/** `AWS::IAM::RolePolicy`: one of the policies that are a role's own. */
export const rolePolicyType = inlinePolicyType({
  type: 'AWS::IAM::RolePolicy',
  holder: 'RoleName',
  all: (context) => [...identities(context).roles.values()].map((record) => [record.role.RoleName, record]),
  find: (name, context) => identities(context).roles.get(keyOf(name)),
  keep: (name, inline, context) => setRole({ ...changeableRole({ RoleName: name }, context), inline }, context),
});

/** `AWS::IAM::UserPolicy`: one of the policies that are a user's own. */
export const userPolicyType = inlinePolicyType({
  type: 'AWS::IAM::UserPolicy',
  holder: 'UserName',
  all: (context) => [...identities(context).users.values()].map((record) => [record.user.UserName, record]),
  find: (name, context) => identities(context).users.get(keyOf(name)),
  keep: (name, inline, context) => setUser({ ...userNamed(name, context), inline }, context),
});

function inlinePolicyType({ type, holder, all, find, keep }: Holders): ResourceHandler {
  const parts = (identifier: string) => {
    const [policy = '', name = ''] = identifier.split('|');
    return { policy, name };
  };
  const put = (identifier: string, document: string, context: RequestContext) => {
    const { policy, name } = parts(identifier);
    checkPolicy(document, 'permissions');
    const others = (find(name, context)?.inline ?? []).filter((each) => each.name !== policy);
    keep(name, [...others, { name: policy, document }], context);
    return { status: 'SUCCESS' as const, identifier };
  };
  const documentOf = (identifier: string, context: RequestContext) => {
    const { policy, name } = parts(identifier);
    return find(name, context)?.inline.find((each) => each.name === policy)?.document;
  };

  return {
    create(properties, context) {
      const identifier = `${textOf(properties.PolicyName) ?? ''}|${textOf(properties[holder]) ?? ''}`;
      if (documentOf(identifier, context) !== undefined) return alreadyExists(type, identifier);
      return put(identifier, policyText(properties.PolicyDocument), context);
    },
    read(identifier, context) {
      const document = documentOf(identifier, context);
      const { policy, name } = parts(identifier);
      return document === undefined
        ? undefined
        : { PolicyName: policy, [holder]: name, PolicyDocument: policyJson(document) };
    },
    update(identifier, properties, _previous, context) {
      if (documentOf(identifier, context) === undefined) return notFound(type, identifier);
      return put(identifier, policyText(properties.PolicyDocument), context);
    },
    delete(identifier, context) {
      if (documentOf(identifier, context) === undefined) return notFound(type, identifier);
      const { policy, name } = parts(identifier);
      keep(
        name,
        (find(name, context)?.inline ?? []).filter((each) => each.name !== policy),
        context,
      );
      return { status: 'SUCCESS', identifier };
    },
    list: (model, context) =>
      all(context)
        .filter(([name]) => model[holder] === undefined || name === model[holder])
        .flatMap(([name, { inline }]) => inline.map((policy) => ({ PolicyName: policy.name, [holder]: name }))),
  };
}
