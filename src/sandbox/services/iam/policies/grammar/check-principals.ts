import { isStructure } from '../../../../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';
import { textsIn } from './texts-in.ts';

/** What each kind of principal is called by. Whether it exists nobody asks. */
const forms: Readonly<Record<string, RegExp>> = {
  AWS: /^(?:\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role|federated-user)\/.+)|A[A-Z]{3}[A-Z0-9]{12,})$/,
  Service: /^[a-z0-9.-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|amazon\.com|aws\.internal)$/,
  Federated:
    /^(?:arn:aws[a-z-]*:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com)$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

/** `*`, or the kinds of those who are meant: `{"Service": "ec2.amazonaws.com"}`. */
export function checkPrincipals(value: WireValue | undefined): void {
  if (value === '*') return;
  if (!isStructure(value) || Object.keys(value).length === 0) throw malformedPolicy(messages.syntax);
  for (const [kind, given] of Object.entries(value)) {
    const form = Object.hasOwn(forms, kind) ? forms[kind] : undefined;
    const names = textsIn(given ?? undefined);
    if (form === undefined || names.length === 0) throw malformedPolicy(messages.syntax);
    const bad = names.find((name) => !form.test(name));
    if (bad !== undefined) throw malformedPolicy(messages.badPrincipal(kind, bad));
  }
}
