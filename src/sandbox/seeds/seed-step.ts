import type { WireStructure } from '../../aws/service-model.ts';
import type { Place } from '../service.ts';
import type { DemoImage } from './seed-images.ts';

/** One thing that a seed file asks for. */
export interface SeedStep {
  readonly place: Place;
  /** `seed.yaml, line 12`, for errors. */
  readonly where: string;
  /** Under which name later steps find its answer. */
  readonly as?: string;
  /** How long ago it happened. */
  readonly daysAgo?: number;
  readonly action: SeedAction;
}

export type SeedAction =
  | { readonly kind: 'image'; readonly plan: Omit<DemoImage, 'place' | 'daysAgo'> }
  | {
      readonly kind: 'operation';
      readonly service: string;
      readonly operation: string;
      readonly input: WireStructure;
    }
  | { readonly kind: 'resource'; readonly typeName: string; readonly properties: WireStructure };
