import type { ServiceModel, Shape, ShapeReference, WireValue } from '../../service-model.ts';
import { elementOf, entryOf, membersOf, shapeOf } from '../shape-of.ts';

/** A shape made ready for reading XML: its members by the names of their elements. Made once a shape. */
export type XmlPlan =
  | { readonly kind: 'scalar'; readonly shape: Shape }
  /** What nobody wants: it is passed over. */
  | { readonly kind: 'unwanted' }
  | XmlStructurePlan
  | { readonly kind: 'list'; readonly element: XmlPlan }
  | XmlMapPlan;

export interface XmlStructurePlan {
  readonly kind: 'structure';
  readonly members: ReadonlyMap<string, XmlMember>;
  /** How many of them are read. */
  readonly size: number;
  /** Members that stand in the start tag, which few structures have. */
  readonly attributes: readonly XmlMember[];
}

export interface XmlMapPlan {
  readonly kind: 'map';
  readonly keyName: string;
  readonly valueName: string;
  readonly value: XmlPlan;
}

export interface XmlMember {
  readonly name: string;
  readonly element: string;
  readonly plan: XmlPlan;
  /** Its elements stand in the structure itself, without one around them. */
  readonly isFlat: boolean;
  /** The member that came after it the last time: AWS keeps to one order, so it most likely comes again. */
  follower: XmlMember | undefined;
  /** What it was the last time, where that is short: most members are the same from row to row, and need not be made anew. */
  recent: { readonly text: string; readonly value: WireValue | undefined } | undefined;
}

const plansOfModels = new WeakMap<ServiceModel, Map<string, XmlPlan>>();

export function xmlPlanOf(model: ServiceModel, reference: ShapeReference): XmlPlan {
  let plans = plansOfModels.get(model);
  if (plans === undefined) {
    plans = new Map();
    plansOfModels.set(model, plans);
  }
  return plans.get(reference.shape) ?? makePlan(model, reference, plans);
}

function makePlan(model: ServiceModel, reference: ShapeReference, plans: Map<string, XmlPlan>): XmlPlan {
  const shape = shapeOf(model, reference);
  if (shape.type === 'structure') {
    const members = new Map<string, XmlMember>();
    const attributes: XmlMember[] = [];
    const inBody = membersOf(shape).filter(([, member]) => member.location === undefined);
    // Known before its members are: a shape may hold itself.
    const plan: XmlPlan = { kind: 'structure', members, size: inBody.length, attributes };
    plans.set(reference.shape, plan);
    for (const [name, member] of inBody) {
      const memberShape = shapeOf(model, member);
      const element = elementName(memberShape, member, name);
      const planned: XmlMember = {
        name,
        element,
        plan: xmlPlanOf(model, member),
        isFlat: isFlatInXml(memberShape, member),
        follower: undefined,
        recent: undefined,
      };
      if (member.xmlAttribute === true) attributes.push(planned);
      else members.set(element, planned);
    }
    return plan;
  }
  const plan = planOf(model, shape);
  plans.set(reference.shape, plan);
  return plan;
}

function planOf(model: ServiceModel, shape: Shape): XmlPlan {
  if (shape.type === 'list') return { kind: 'list', element: xmlPlanOf(model, elementOf(shape)) };
  if (shape.type === 'map') {
    const { key, value } = entryOf(shape);
    return {
      kind: 'map',
      keyName: key.locationName ?? 'key',
      valueName: value.locationName ?? 'value',
      value: xmlPlanOf(model, value),
    };
  }
  return { kind: 'scalar', shape };
}

export function isFlatInXml(shape: Shape, reference: ShapeReference): boolean {
  return (shape.type === 'list' || shape.type === 'map') && (reference.flattened === true || shape.flattened === true);
}

/** The element of a member; a flat list goes by the name that its member has, or else by that of its elements. */
export function elementName(shape: Shape, reference: ShapeReference, name: string): string {
  const listName = shape.type === 'list' && isFlatInXml(shape, reference) ? shape.member?.locationName : undefined;
  return reference.locationName ?? listName ?? name;
}
