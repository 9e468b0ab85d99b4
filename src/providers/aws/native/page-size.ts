import type { ServiceModel, Shape, WireStructure } from '../../../aws/service-model.ts';
import { shapeOf } from './member-path.ts';

/** EC2's models name no bounds; its API asks for 5 to 1000. */
const ec2 = { min: 5, max: 1000 };

/**
 * The input member that says how many rows a page has, as large as the API and the reader allow. EC2 refuses it beside
 * lists of ids and names (InvalidParameterCombination).
 */
export function pageSizeInput(
  model: ServiceModel,
  operation: string,
  input: WireStructure,
  limit: number | undefined,
): WireStructure {
  const key = model.paginators[operation]?.limit_key;
  const shape = shapeOf(model, model.operations[operation]?.input);
  const reference = key === undefined ? undefined : shape?.members?.[key];
  if (key === undefined || !reference || key in input) return {};
  const isEc2 = model.metadata.protocol === 'ec2';
  if (isEc2 && Object.keys(input).some((name) => /(Ids|Names|Types)$/.test(name))) return {};
  const own: Partial<Shape> = shapeOf(model, reference) ?? {};
  const max = own.max ?? (isEc2 ? ec2.max : undefined);
  const min = own.min ?? (isEc2 ? ec2.min : 1);
  // Where a model names no bounds there are some all the same (RDS: 20 to 100), and bounds of text are of its length.
  if (max === undefined || own.type === 'string') return {};
  const wanted = Math.min(limit ?? Number.POSITIVE_INFINITY, max);
  return { [key]: Math.max(min, Math.floor(wanted)) };
}
