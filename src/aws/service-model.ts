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

export type ProtocolName = 'rest-json' | 'json' | 'query' | 'ec2' | 'rest-xml' | 'smithy-rpc-v2-cbor';

export interface ServiceMetadata {
  readonly apiVersion: string;
  /** The service's and version's name in addresses of AWS's documentation: `imagebuilder-2019-12-02`. */
  readonly uid?: string;
  readonly endpointPrefix: string;
  readonly protocol: ProtocolName;
  readonly jsonVersion?: string;
  readonly targetPrefix?: string;
  readonly serviceId: string;
  readonly signingName?: string;
  readonly xmlNamespace?: string;
  /** How requests are signed; Signature Version 4 unless it is `v2` or `bearer`. */
  readonly signatureVersion?: string;
  /** Set where the service has spoken query before: clients may ask for the error codes that it had then. */
  readonly awsQueryCompatible?: object;
  /** Where the service is reached: made by the build from botocore's endpoint rules. */
  readonly endpoints?: ServiceEndpoints;
}

/** Which of a service's endpoints is meant: FIPS 140 validated, reachable over IPv6, both or neither. */
export type EndpointVariant = 'standard' | 'fips' | 'dualStack' | 'fipsDualStack';

/**
 * One endpoint. Its texts may hold `{region}` and, of the region's partition, `{dnsSuffix}`, `{dualStackDnsSuffix}` and
 * `{globalRegion}`.
 */
export interface EndpointRule {
  /** Host and path, without `https://`; absent where the service has no such endpoint. */
  readonly host?: string;
  /** The region that requests are signed for, where it is not the one asked for. */
  readonly signingRegion?: string;
  readonly signingName?: string;
  /** Why there is none, in the words of AWS's rules. */
  readonly error?: string;
}

export type EndpointRules = Readonly<Partial<Record<EndpointVariant, EndpointRule>>>;

/** The endpoints of a service. What is said of a region wins over what is said of its partition, and that over the rest. */
export interface ServiceEndpoints {
  readonly everywhere: EndpointRules;
  readonly partitions?: Readonly<Record<string, EndpointRules>>;
  readonly regions?: Readonly<Record<string, EndpointRules>>;
  /** Of operations that set parameters of the rules, by what they set: `OperationType=control`. */
  readonly contexts?: Readonly<Record<string, ServiceEndpoints>>;
}

export interface OperationModel {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  /** What comes before the endpoint's host; may hold members of the input: `{AccountId}.` */
  readonly endpoint?: { readonly hostPrefix?: string };
  /** `none`: sent unsigned; `v4-unsigned-body`: its body is not part of the signature. */
  readonly authtype?: string;
  readonly auth?: readonly string[];
  readonly httpChecksum?: { readonly requestAlgorithmMember?: string; readonly requestChecksumRequired?: boolean };
  /** The body goes with its MD5. */
  readonly httpChecksumRequired?: boolean;
  /** What the operation says to the endpoint rules: `{OperationType: {value: 'control'}}`. */
  readonly staticContextParams?: Readonly<Record<string, { readonly value: string | boolean | readonly string[] }>>;
  /** The operation is called at an address that another one, the `endpointoperation`, tells. */
  readonly endpointdiscovery?: { readonly required?: boolean };
  readonly endpointoperation?: boolean;
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
  /** A body of many messages, one after the other, which skyql does not speak. */
  readonly eventstream?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string } | string;
}

/** How an operation pages: botocore's `paginators-1.json`. Members are JMESPath, nearly always plain names. */
export interface Paginator {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly limit_key?: string;
  readonly result_key?: string | readonly string[];
  /** Whether there is more: `true`, a number above 0 (`MillisBehindLatest`), or a list that is not empty. */
  readonly more_results?: string;
  /** Whether the token that was sent, given back, says that nothing is left (CloudWatch Logs), and not that something is wrong. */
  readonly same_token_ends?: boolean;
  /** What the input says, unless it is given, for the pages to start where they have to. */
  readonly start_input?: Readonly<Record<string, boolean>>;
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
