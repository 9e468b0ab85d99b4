import type {
  ParameterDescription,
  ResourceDescription,
  ResourceSummary,
  ServiceDescription,
} from './resource-description.ts';
import type { ResourceSchema } from './resource-schema.ts';

/** What a provider has to offer, read service by service when it is first named. Names are matched without regard to case. */
export interface Catalog {
  readonly provider: string;
  readonly version: string;
  services(): Promise<readonly ServiceDescription[]>;
  resources(service: string): Promise<readonly ResourceSummary[]>;
  /** Undefined when there is none of that name. */
  resource(service: string, name: string): Promise<ResourceDescription | undefined>;
  /** The CloudFormation schema behind a resource, where it has one. */
  schema(service: string, name: string): Promise<ResourceSchema | undefined>;
  /** Inputs and outputs of a method, with their documentation. */
  parameters(service: string, resource: string, method: string): Promise<readonly ParameterDescription[]>;
}
