import type { ServiceModel, ShapeReference } from '../../service-model.ts';
import type { WantedMembers } from '../wanted-members.ts';
import { type XmlMember, type XmlPlan, type XmlStructurePlan, xmlPlanOf } from './xml-plan.ts';

const plansOfModels = new WeakMap<ServiceModel, Map<string, XmlPlan>>();
/** Statements ask for few sets of columns. */
const maximumKept = 200;

/** The plan of a shape by which the rows in it are read without the members that nobody wants. Made once for what is wanted. */
export function wantedXmlPlan(model: ServiceModel, reference: ShapeReference, wanted: WantedMembers): XmlPlan {
  const plans = plansOfModels.get(model) ?? new Map<string, XmlPlan>();
  plansOfModels.set(model, plans);
  const key = `${reference.shape} ${wanted.path} ${[...wanted.members].sort().join()}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  if (plans.size >= maximumKept) plans.clear();
  const plan = narrowed(xmlPlanOf(model, reference), wanted.path.split('.'), wanted.members);
  plans.set(key, plan);
  return plan;
}

function narrowed(plan: XmlPlan, path: readonly string[], wanted: ReadonlySet<string>): XmlPlan {
  if (plan.kind === 'list') return { kind: 'list', element: narrowed(plan.element, path, wanted) };
  if (plan.kind !== 'structure') return plan;
  const [name, ...rest] = path;
  if (name !== undefined)
    return withMembers(plan, (own) => (own.name === name ? narrowed(own.plan, rest, wanted) : own.plan));
  return withMembers(plan, (own) => (wanted.has(own.name) ? own.plan : { kind: 'unwanted' }));
}

/** The structure with other plans of its members, which remember what comes after them anew. */
function withMembers(plan: XmlStructurePlan, planOf: (member: XmlMember) => XmlPlan): XmlStructurePlan {
  const members = new Map<string, XmlMember>();
  let size = 0;
  for (const [element, own] of plan.members) {
    const member = { ...own, plan: planOf(own), follower: undefined, recent: undefined };
    members.set(element, member);
    if (member.plan.kind !== 'unwanted') size += 1;
  }
  return { ...plan, members, size };
}
