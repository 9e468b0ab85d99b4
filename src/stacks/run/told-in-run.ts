import type { Row } from '../../data/value.ts';
import type { Stack, StackResource } from '../environment/stack.ts';
import type { ResourceState } from '../scope/resource-state.ts';
import type { Reference } from '../templates/parse-template.ts';
import { unknownMark } from '../templates/unknown-mark.ts';

const ofEvents = ['Operation', 'OperationStatus', 'Identifier', 'RequestToken', 'ErrorCode', 'StatusMessage'];

/** What templates name of a resource that only a run can tell, `this.vpc_id`, `callback.Identifier`: each with its mark. */
export function toldInRun(
  { name, ...resource }: StackResource,
  stack: Stack,
): Pick<ResourceState, 'captured' | 'callback'> {
  const own = referencesOf(resource);
  const others = stack.resources.flatMap(referencesOf);
  const membersOf = (references: readonly Reference[], root: string) =>
    references.flatMap((one) => (one.root === root && one.member !== undefined ? [one.member] : []));
  const told = [...membersOf(own, 'this'), ...membersOf(others, name)];
  const marked = (names: readonly string[]): Row =>
    Object.fromEntries(names.map((member) => [member, unknownMark(`${name}.${member}`)]));
  return {
    captured: marked(told.filter((member) => member !== 'callback' && member !== 'idempotency_token')),
    callback: {
      ...marked([...ofEvents, ...membersOf(own, 'callback')]),
      ProgressEvent: marked(ofEvents),
    },
  };
}

function referencesOf({ props, anchors }: Pick<StackResource, 'props' | 'anchors'>): readonly Reference[] {
  const templates = [
    ...props.flatMap((prop) => prop.templates),
    ...[...anchors.values()].map(({ template }) => template),
  ];
  return templates.flatMap(({ references }) => references);
}
