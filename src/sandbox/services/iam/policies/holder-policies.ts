import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { limitExceeded, noSuchEntity } from '../faults.ts';
import { policyOf } from '../iam-store.ts';
import { pageOf } from '../pages.ts';
import { isUnder } from '../path.ts';
import type { PolicyHolder } from '../records.ts';
import { checkAttachable } from './check-attachable.ts';
import { checkPolicy } from './grammar/check-policy.ts';
import { encodedPolicy } from './policy-document.ts';

/** Roles, or users: how one is found that a request names, and kept. */
export interface Holders<Kept extends PolicyHolder> {
  readonly noun: 'Role' | 'User';
  asked(input: WireStructure, context: RequestContext): Kept;
  /** Throws for what only AWS changes. */
  changeable(input: WireStructure, context: RequestContext): Kept;
  set(record: Kept, context: RequestContext): void;
  nameOf(record: Kept): string;
}

type HolderOperation =
  | `${'Attach' | 'Detach' | 'Put' | 'Get' | 'Delete'}${'Role' | 'User'}Policy`
  | `ListAttached${'Role' | 'User'}Policies`
  | `List${'Role' | 'User'}Policies`
  | `${'Put' | 'Delete'}${'Role' | 'User'}PermissionsBoundary`;

/** The operations on the policies of roles, or of users. */
export function holderPolicies<Kept extends PolicyHolder>({
  noun,
  asked,
  changeable,
  set,
  nameOf,
}: Holders<Kept>): Readonly<Partial<Record<HolderOperation, Operation>>> {
  const missing = (name: string) => noSuchEntity(messages.inlineNotFound(noun.toLowerCase(), name));

  return {
    [`Attach${noun}Policy`](input: WireStructure, context: RequestContext): WireStructure {
      const record = changeable(input, context);
      const arn = textOf(input.PolicyArn) ?? '';
      checkAttachable(arn, context);
      if (record.attached.includes(arn)) return {};
      if (record.attached.length >= limits.policiesPerHolder) throw limitExceeded(messages.tooManyPolicies(noun));
      set({ ...record, attached: [...record.attached, arn] }, context);
      return {};
    },

    [`Detach${noun}Policy`](input: WireStructure, context: RequestContext): WireStructure {
      const record = changeable(input, context);
      const arn = textOf(input.PolicyArn) ?? '';
      if (!record.attached.includes(arn)) throw noSuchEntity(messages.policyNotFound(arn));
      set({ ...record, attached: record.attached.filter((other) => other !== arn) }, context);
      return {};
    },

    [`ListAttached${noun}Policies`](input: WireStructure, context: RequestContext): WireStructure {
      const policies = asked(input, context)
        .attached.flatMap((arn) => policyOf(arn, context) ?? [])
        .filter(({ policy }) => isUnder(policy.Path, input));
      const { items, paging } = pageOf('attached policies', policies, ({ policy }) => policy.PolicyName, input);
      const view = items.map(({ policy }) => ({ PolicyName: policy.PolicyName, PolicyArn: policy.Arn }));
      return { AttachedPolicies: view, ...paging };
    },

    [`Put${noun}Policy`](input: WireStructure, context: RequestContext): WireStructure {
      const record = changeable(input, context);
      const name = textOf(input.PolicyName) ?? '';
      const document = textOf(input.PolicyDocument) ?? '';
      checkPolicy(document, 'permissions');
      const others = record.inline.filter((each) => each.name !== name);
      set({ ...record, inline: [...others, { name, document }] }, context);
      return {};
    },

    [`Get${noun}Policy`](input: WireStructure, context: RequestContext): WireStructure {
      const record = asked(input, context);
      const name = textOf(input.PolicyName) ?? '';
      const found = record.inline.find((each) => each.name === name);
      if (found === undefined) throw missing(name);
      const document = encodedPolicy(found.document);
      return { [`${noun}Name`]: nameOf(record), PolicyName: name, PolicyDocument: document };
    },

    [`Delete${noun}Policy`](input: WireStructure, context: RequestContext): WireStructure {
      const record = changeable(input, context);
      const name = textOf(input.PolicyName) ?? '';
      const inline = record.inline.filter((each) => each.name !== name);
      if (inline.length === record.inline.length) throw missing(name);
      set({ ...record, inline }, context);
      return {};
    },

    [`List${noun}Policies`](input: WireStructure, context: RequestContext): WireStructure {
      const names = asked(input, context).inline.map(({ name }) => name);
      const { items, paging } = pageOf(`${noun} policies`, names, (name) => name, input);
      return { PolicyNames: items, ...paging };
    },

    [`Put${noun}PermissionsBoundary`](input: WireStructure, context: RequestContext): WireStructure {
      const record = changeable(input, context);
      const boundary = textOf(input.PermissionsBoundary) ?? '';
      checkAttachable(boundary, context);
      set({ ...record, boundary }, context);
      return {};
    },

    [`Delete${noun}PermissionsBoundary`](input: WireStructure, context: RequestContext): WireStructure {
      const { boundary: _, ...record } = changeable(input, context);
      set(record as Kept, context);
      return {};
    },
  };
}
