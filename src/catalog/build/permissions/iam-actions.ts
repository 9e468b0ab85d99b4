import type { DocumentedModel } from '../models/documented-model.ts';
import { actionExceptions, needsNoAction } from './action-exceptions.ts';
import { referencedAction } from './authorization-reference.ts';
import { iamPrefix } from './iam-prefix.ts';
import { isUnlisted } from './unlisted-operations.ts';

export interface IamActions {
  /** `s3:ListAllMyBuckets`. Empty when IAM has no say in the operation. */
  readonly actions: readonly string[];
  /** Set when the actions are not known but follow from names: why, in a phrase. */
  readonly note?: string;
}

export const derivedFromName = "derived from the operation's name";

/** API Gateway's actions are HTTP verbs over paths, but for what came later. */
const gatewayOwnActions = /(Portals?|PortalProducts?|SharingPolicy|ProductPages?|RestEndpointPages?|RoutingRules?)$/;

/** The IAM actions that a call of an operation needs. */
export function iamActions(model: DocumentedModel, operation: string): IamActions {
  const { service } = model;
  if (needsNoAction(service, operation)) return { actions: [] };
  const prefix = iamPrefix(model);
  const exceptions = actionExceptions[service]?.[operation];
  if (exceptions) return { actions: exceptions.map((name) => (name.includes(':') ? name : `${prefix}:${name}`)) };
  const { http, documentation } = model.operations[operation] ?? {};
  if (prefix === 'apigateway' && !gatewayOwnActions.test(operation)) return { actions: [`${prefix}:${http?.method}`] };
  const action = `${prefix}:${operation}`;
  const referenced = referencedAction(action);
  if (referenced) return { actions: [`${prefix}:${referenced.name}`] };
  if (!isUnlisted(service, operation)) return { actions: [action] };
  const isDocumented = documentation !== undefined && new RegExp(`\\b${action}\\b`).test(documentation);
  return { actions: [action], ...(!isDocumented && { note: derivedFromName }) };
}
