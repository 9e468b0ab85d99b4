/**
 * A service of AWS as its model describes it: botocore's form (`service-2.json`) without documentation, which every
 * tool of the field knows. Client and sandbox encode and decode from these same shapes.
 */
export interface ServiceModel {
  /** botocore's folder name of the service: `imagebuilder`, `ec2`, `cloudcontrol`, `sagemaker`. */
  readonly service: string;
  readonly metadata: ServiceMetadata;
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly paginators: Readonly<Record<string, Paginator>>;
}

export type ProtocolName = 'rest-json' | 'json' | 'query' | 'ec2' | 'rest-xml';

export interface ServiceMetadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly protocol: ProtocolName;
  readonly jsonVersion?: string;
  readonly targetPrefix?: string;
  readonly serviceId: string;
  readonly signingName?: string;
  readonly xmlNamespace?: string;
}

export interface OperationModel {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeReference;
  readonly output?: ShapeReference;
  readonly errors?: readonly ShapeReference[];
  readonly idempotent?: boolean;
  readonly deprecated?: boolean;
}

/** A use of a shape; what it says of serialisation wins over what the shape itself says. */
export interface ShapeReference {
  readonly shape: string;
  readonly location?: 'header' | 'headers' | 'uri' | 'querystring' | 'statusCode';
  readonly locationName?: string;
  readonly queryName?: string;
  readonly idempotencyToken?: boolean;
  readonly jsonvalue?: boolean;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string } | string;
  readonly timestampFormat?: TimestampFormat;
  readonly resultWrapper?: string;
  readonly payload?: string;
}

export type TimestampFormat = 'iso8601' | 'rfc822' | 'unixTimestamp';

export type ShapeType =
  | 'structure'
  | 'list'
  | 'map'
  | 'string'
  | 'character'
  | 'blob'
  | 'boolean'
  | 'integer'
  | 'long'
  | 'float'
  | 'double'
  | 'timestamp';

export interface Shape {
  readonly type: ShapeType;
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly required?: readonly string[];
  readonly member?: ShapeReference;
  readonly key?: ShapeReference;
  readonly value?: ShapeReference;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly payload?: string;
  readonly flattened?: boolean;
  readonly locationName?: string;
  readonly timestampFormat?: TimestampFormat;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly sensitive?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean };
  readonly document?: boolean;
  readonly union?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string } | string;
}

/** How an operation pages: botocore's `paginators-1.json`. Members are JMESPath, nearly always plain names. */
export interface Paginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly limit_key?: string;
  readonly result_key?: string | readonly string[];
  readonly more_results?: string;
}

/** A value as it stands between the wire and the rest of skyql: what JSON can hold, timestamps as ISO 8601 text. */
export type WireValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly WireValue[]
  | { readonly [member: string]: WireValue | undefined };
export type WireStructure = { readonly [member: string]: WireValue | undefined };
