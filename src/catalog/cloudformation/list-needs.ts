import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';

/**
 * The properties that a list handler cannot do without. Of alternatives (the listeners of a load balancer, or those of
 * given ARNs) it is the first that lists them all.
 */
export function listNeeds({ handlers }: ResourceSchema): readonly string[] {
  const { required = [], oneOf, anyOf } = handlers?.list?.handlerSchema ?? {};
  const [first] = [...(oneOf ?? []), ...(anyOf ?? [])];
  return [...new Set([...required, ...(first?.required ?? [])])];
}
