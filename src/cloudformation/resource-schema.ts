/**
 * A CloudFormation resource type in AWS's own form, the resource provider schema
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html): what INSERT and UPDATE
 * check values against before any call, and what the sandbox's Cloud Control obeys.
 */
export interface ResourceSchema {
  readonly typeName: string;
  readonly description?: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly definitions?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly { readonly required?: readonly string[] }[];
  readonly anyOf?: readonly { readonly required?: readonly string[] }[];
  readonly allOf?: readonly PropertySchema[];
  readonly dependencies?: PropertySchema['dependencies'];
  /** JSON pointers: `/properties/Arn`. */
  readonly primaryIdentifier: readonly string[];
  readonly additionalIdentifiers?: readonly (readonly string[])[];
  readonly readOnlyProperties?: readonly string[];
  readonly writeOnlyProperties?: readonly string[];
  readonly createOnlyProperties?: readonly string[];
  readonly conditionalCreateOnlyProperties?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly tagging?: {
    readonly taggable?: boolean;
    readonly tagProperty?: string;
    readonly permissions?: readonly string[];
  };
  readonly handlers?: Readonly<Partial<Record<'create' | 'read' | 'update' | 'delete' | 'list', HandlerSchema>>>;
  /** Not AWS's: the ARN's template, where the type has one (`arn:${Partition}:sagemaker:${Region}:${Account}:image/${ImageName}`). */
  readonly arnTemplate?: string;
  /**
   * Not AWS's: the types that its resources live in, by the property that names one. A list is asked for what one of them has, and
   * finds nothing of one that is not there.
   */
  readonly parents?: Readonly<Record<string, string>>;
  /** Not AWS's: where these facts come from. */
  readonly source?: 'aws-service-spec' | 'cloudformation-schema';
}

export interface HandlerSchema {
  readonly permissions?: readonly string[];
  readonly timeoutInMinutes?: number;
  readonly handlerSchema?: {
    readonly properties?: Readonly<Record<string, PropertySchema>>;
    readonly required?: readonly string[];
    readonly oneOf?: readonly { readonly required?: readonly string[] }[];
    readonly anyOf?: readonly { readonly required?: readonly string[] }[];
  };
}

/** The part of JSON Schema that CloudFormation uses. */
export interface PropertySchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly patternProperties?: Readonly<Record<string, PropertySchema>>;
  readonly additionalProperties?: boolean | PropertySchema;
  readonly required?: readonly string[];
  /** What else has to be there, or to hold, where a property is given. */
  readonly dependencies?: Readonly<Record<string, readonly string[] | PropertySchema>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly items?: PropertySchema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Draft 4 has a switch beside `minimum`, later drafts a bound of its own. */
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
  readonly insertionOrder?: boolean;
  readonly format?: string;
  readonly default?: unknown;
  readonly oneOf?: readonly PropertySchema[];
  readonly anyOf?: readonly PropertySchema[];
  readonly allOf?: readonly PropertySchema[];
}
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';
