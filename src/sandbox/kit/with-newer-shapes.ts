import { lazyRecord } from '../../aws/lazy-record.ts';
import type { ServiceModel } from '../../aws/service-model.ts';
import type { SandboxService } from '../service.ts';

/** By the catalog's model, so that each service goes by one object: the codecs keep what they know of a model by its identity. */
const models = new WeakMap<ServiceModel, ServiceModel>();

/** The catalog's model of a service with what AWS's newest model says beyond it, where the sandbox's service knows that. */
export function withNewerShapes(
  { newerShapes }: Pick<SandboxService, 'newerShapes'>,
  model: ServiceModel,
): ServiceModel {
  if (newerShapes === undefined) return model;
  const known = models.get(model);
  if (known !== undefined) return known;
  const { added, changed } = newerShapes;
  const shapes = lazyRecord(
    (name) => {
      const shape = Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined;
      return shape === undefined ? (Object.hasOwn(added, name) ? added[name] : undefined) : changed(name, shape);
    },
    () => [...new Set([...Object.keys(model.shapes), ...Object.keys(added)])],
  );
  const newer = { ...model, shapes };
  models.set(model, newer);
  return newer;
}
