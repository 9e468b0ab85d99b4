import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import type { DocumentedOperation } from './documented-operation.ts';
import type { DocumentedShape } from './documented-shape.ts';
import type {
  ParameterDescription,
  ResourceDescription,
  ResourceSummary,
  ServiceDescription,
} from './resource-description.ts';
import type { SearchHit } from './search/search-hit.ts';
import type { ValuesOf } from './values-of.ts';

/** What a provider has to offer, read service by service when it is first named. Names are matched without regard to case, services by their aliases too. */
export interface Catalog {
  readonly provider: string;
  readonly version: string;
  /** Other names that the provider goes by. */
  readonly otherNames?: readonly string[];
  services(): Promise<readonly ServiceDescription[]>;
  resources(service: string): Promise<readonly ResourceSummary[]>;
  /** The names of all resources by service, without their descriptions: what a misspelt name is compared with. */
  resourceNames?(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** Undefined when there is none of that name. Of a name that several services share, each is looked through. */
  resource(service: string, name: string): Promise<ResourceDescription | undefined>;
  /** What to write instead of a name that there is elsewhere, and not here; undefined of names that are not known at all. */
  insteadOf?(service: string, resource?: string): string | undefined;
  /** The CloudFormation schema behind a resource, where it has one. */
  schema(service: string, name: string): Promise<ResourceSchema | undefined>;
  /** Inputs and outputs of a method; without what the documentation says of them, which takes long to read, where it is not needed. */
  parameters(
    service: string,
    resource: string,
    method: string,
    options?: { readonly documented: boolean },
  ): Promise<readonly ParameterDescription[]>;
  /** The values that a column has, or a parameter of a method takes, where the API knows but these; none where it takes any. */
  valuesOf?(service: string, resource: string, of: ValuesOf): Promise<readonly string[]>;
  /** What is inside a JSON column, in the form in which its rows have it, without documentation; undefined where nothing says. */
  columnShape?(service: string, resource: string, column: string): Promise<DocumentedShape | undefined>;
  /** The operation of the service's own API behind a method, with all that is nested in it; undefined of Cloud Control's. */
  operation?(service: string, resource: string, method: string): Promise<DocumentedOperation | undefined>;
  /** The resources that a text speaks of, best first. */
  search(text: string, options: { readonly most: number; readonly service?: string }): Promise<readonly SearchHit[]>;
  /** The ids of the resources that a text speaks of, best first, without reading these. */
  resourcesAbout?(text: string, most: number): Promise<readonly string[]>;
}
