/** The type of a column as the documentation names it (`DESCRIBE` prints it); see `sqlType` for DuckDB's. */
export type DocumentedType = 'string' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'object' | 'array';

export interface ColumnDescription {
  /** snake_case: `image_tests_configuration`. */
  readonly name: string;
  readonly type: DocumentedType;
  readonly description: string;
  /** The CloudFormation property that the column is (`ImageTestsConfiguration`); columns that only a native API knows have none. */
  readonly property?: string;
  /** The form of the values inside a JSON column; `native` columns keep the API's own member names (`imageTestsEnabled`). */
  readonly form?: 'cloudformation' | 'native';
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly createOnly?: boolean;
}

export type SqlVerb = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'EXEC';

/** Which call a method makes. Who plans and runs statements hands it on unread: only the provider knows its meaning. */
export type MethodCall = CloudControlCall | NativeCall;

export interface CloudControlCall {
  readonly api: 'cloud-control';
  /** `AWS::ImageBuilder::Image`. */
  readonly type: string;
  readonly handler: 'create' | 'read' | 'update' | 'delete' | 'list';
}

/** A call of a service's own API. Member paths are names joined by dots; a list on the way is walked element by element. */
export interface NativeCall {
  readonly api: 'native';
  /** botocore's folder name: `imagebuilder`. */
  readonly service: string;
  readonly operation: string;
  /**
   * Where in the output the rows are (`imageSummaryList`); empty when the output is one row. A part `*` enters the values
   * of a map (`tags.*`), whose keys are `$key`.
   */
  readonly result: string;
  /**
   * Column -> member path within a row. A path that starts with `$.` starts at the output instead, one that starts with
   * `$input.` at the input of the call that brought the row (`image_name` of a version comes from the call's `ImageName`).
   * `package ?? $input.package` is the row's own member, and what was asked for where it has none or says the same in other words.
   * `arn#account` is the account in the ARN at `arn`, `Id#name` what
   * follows the last `/` (`/hostedzone/Z1` of Route 53). `amis[region=$region].image` goes into those of a list alone that
   * are of the call's region. `$row` is the row itself, where rows are no structures (`TableNames`),
   * `$key` the key in the map that the row was a value of.
   */
  readonly columns: Readonly<Record<string, string>>;
  /**
   * Parameter of the access path -> input member: `data__Identifier` -> `imageBuildVersionArn`. Of methods that change or
   * delete: column of the identifier -> input member.
   */
  readonly inputs: Readonly<Record<string, string>>;
  /** Column -> how the API filters by it. */
  readonly filters: Readonly<Record<string, NativeFilter>>;
  /** Inputs that every call carries; the value `$region` is the region that the call goes to. */
  readonly fixed?: Readonly<Record<string, string | number | boolean>>;
  /** Error codes that mean "there is no such thing": the scan has no row then. */
  readonly notFound?: readonly string[];
  readonly sort?: NativeSort;
}

/** How the API is told to sort what it lists. */
export interface NativeSort {
  /** The input members that say by what, and which way. */
  readonly by: string;
  readonly order: string;
  /** Column -> the word for it. */
  readonly words: Readonly<Record<string, string>>;
  readonly ascending: string;
  readonly descending: string;
}

export interface NativeFilter {
  /** `ec2`: `Filters: [{Name, Values}]`; `imagebuilder`: `filters: [{name, values}]`; `member`: an input member that takes the value itself. */
  readonly style: 'ec2' | 'imagebuilder' | 'member';
  /** The filter's name (`architecture`, `tag:` for keyed ones) or the input member. */
  readonly name: string;
  /** Whether the API's own wildcards `*` and `?` stand for LIKE's `%` and `_`. */
  readonly wildcard?: boolean;
}

export interface MethodDescription {
  /** `list_resource`, `images_Describe`, `get_image`. */
  readonly name: string;
  readonly verb: SqlVerb;
  /** In the order in which the documentation prints them: `data__Identifier, region`. */
  readonly requiredParameters: readonly string[];
  readonly description: string;
  /** Whether a call changes the cloud: what `--read-only` refuses. */
  readonly changes: boolean;
  /** IAM actions that the call needs: `imagebuilder:GetImage`. */
  readonly permissions: readonly string[];
  /** Set where the actions follow from names or are incomplete, instead of from what AWS says: why, in a sentence. */
  readonly permissionsNote?: string;
  readonly call: MethodCall;
}

/** What INSERT, UPDATE and DELETE give their calls, where that is not the values by their own names. */
export interface ResourceChanges {
  /** Properties of the type that the call of INSERT takes under another name or inside another input, and what it is given unless told. */
  readonly create?: {
    readonly inputs: Readonly<Record<string, Readonly<Record<string, ColumnInput>>>>;
    readonly usual?: Readonly<Record<string, number>>;
  };
  /** The method behind DELETE, and what has to be allowed besides where a statement gives one of its further inputs. */
  readonly delete?: {
    readonly method: string;
    readonly permissions?: Readonly<Record<string, readonly string[]>>;
  };
  /** Column -> the calls that set it. */
  readonly update?: Readonly<Record<string, ColumnUpdate>>;
}

/** How a column is set: as a whole, or by what is put into a list or a map of tags and what is taken out of it. */
export interface ColumnUpdate {
  readonly kind: 'value' | 'list' | 'tags';
  readonly calls: readonly ColumnCall[];
}

/** One call that sets a column, or a part of what there is to set. */
export interface ColumnCall {
  readonly method: string;
  /**
   * What it is for: these values; any other than NULL; NULL, which takes the value away; what a list or a map gets, what
   * it loses, or both at once.
   */
  readonly for: readonly string[] | 'value' | 'null' | 'added' | 'removed' | 'changed';
  /** What it is given beside the identifier; `$value`, `$added` and `$removed` stand for what there is to set. */
  readonly input: Readonly<Record<string, ColumnInput>>;
  /** Whether it comes before the calls for other columns, which could not be made before it, or after them. */
  readonly order?: 'first' | 'last';
}

export type ColumnInput =
  | string
  | number
  | boolean
  | readonly ColumnInput[]
  | { readonly [member: string]: ColumnInput };

export interface ParameterDescription {
  readonly name: string;
  readonly type: DocumentedType;
  readonly kind: 'input_required' | 'input_optional' | 'output';
  readonly description: string;
}

export type FilterOperator = 'equals' | 'prefix' | 'contains' | 'wildcard' | 'range';

/** A filter that an access path can hand to the API. DuckDB evaluates the WHERE again, so a filter may let too much through, never too little. */
export interface PathFilter {
  readonly column: string;
  /** Where inside a JSON column, for `tags ->> 'env' = 'prod'`: any key of the column. */
  readonly key?: 'any';
  readonly operators: readonly FilterOperator[];
  /** How many values one call takes (IN lists beyond that are split, or the filter is left to DuckDB). */
  readonly maxValues: number;
}

/** A parameter of an access path that the statement has to bind to values: `data__Identifier`, which the column `arn` binds too. */
export interface PathParameter {
  readonly name: string;
  /** The columns any one of which binds it by equality. Several columns together (`a|b`) are one entry with several names. */
  readonly columns: readonly (readonly string[])[];
  readonly required: boolean;
  /** How many values one call takes; 1 unless the API takes lists. */
  readonly batch: number;
  /** What its values are; text unless given. */
  readonly type?: 'boolean' | 'integer';
  /**
   * Column -> the words of the request that no row says there: rows of `self` say their account. What is said of a column in
   * such a word is meant of the request.
   */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** What asks for rows with a value of its columns that is no word of the request; the value itself unless given. */
  readonly others?: ValuesBeyondWords;
  /** What is asked for where the statement gives it no value: all words of an enum, of which the API alone would take one. */
  readonly unlessGiven?: readonly (string | boolean)[];
  /**
   * Whether rows have its column as a member of their own, which may hold something else: of the parent's rows no condition on the
   * column says which are needed.
   */
  readonly isToldByRows?: true;
  /** The column of another resource that lists its values: what is read first when the statement gives none. */
  readonly parent?: ParameterParent;
}

/** Values that a request has no word for: rows of an account are among those of `Self` or of `Shared`. */
export interface ValuesBeyondWords {
  /** The words that rows say themselves. */
  readonly said: readonly string[];
  readonly askedBy: readonly string[];
}

/** `aws.eks.clusters`, `name`: the clusters whose node groups are listed. */
export interface ParameterParent {
  readonly resource: string;
  readonly column: string;
  /**
   * Columns that a row of it shares with the rows that are read for it: a version and its builds have one name. What a
   * statement says of these leaves fewer of its rows to ask for.
   */
  readonly sharedColumns?: readonly string[];
}

/** One way to read a resource. */
export interface AccessPath {
  /** The name of the method that it calls: `list_resource`. */
  readonly method: string;
  /** `list` yields many rows from nothing but its parameters; `get` yields the rows of the identifiers that it is given. */
  readonly kind: 'list' | 'get';
  /** The columns that its rows have. A column that no chosen path yields is never read. */
  readonly columns: readonly string[];
  readonly parameters: readonly PathParameter[];
  readonly filters: readonly PathFilter[];
  /** The most rows that one call returns; LIMIT and cost estimates use it. */
  readonly pageSize: number;
  /** How many rows a region is known to have, unless the statement gives one of these parameters: public images are 100,000. */
  readonly rows?: { readonly usual: number; readonly unless: readonly string[] };
  /** Columns by which the API sorts its rows when it is asked to, each of them told by every row. */
  readonly sortedBy?: readonly string[];
  /** Lists a part of what its `get` finds unless the statement gives one of these parameters: one's own snapshots. */
  readonly isPartUnless?: readonly string[];
  /** Whether its columns are read where a statement names them, and for no star. */
  readonly isForNamed?: true;
  readonly permissions: readonly string[];
  readonly permissionsNote?: string;
  /** What only the provider reads. */
  readonly call: MethodCall;
}

/** How IAM policies name a resource. */
export interface ArnForm {
  /** `arn:${Partition}:ec2:${Region}::image/${ImageId}`; its further variables are columns of the identifier, by their names. */
  readonly template: string;
  /** Variable -> column of the identifier. Empty when the identifier is the ARN. */
  readonly variables: Readonly<Record<string, string>>;
  /** The IAM actions that can be allowed for such an ARN alone. */
  readonly actions: readonly string[];
}

/** The operations that the documentation lists permissions for, in its order. */
export type PermissionOperation = 'create' | 'read' | 'update' | 'delete' | 'list';

export interface ResourceDescription {
  readonly provider: string;
  readonly service: string;
  readonly name: string;
  /** Of what is made of other resources: the query that gives its rows. It is read by that alone, and changed by nothing. */
  readonly definition?: string;
  /** The resource whose method reads it, where that is another one. */
  readonly methodsOf?: string;
  readonly title: string;
  readonly description: string;
  /** `AWS::ImageBuilder::Image`; native resources have none. */
  readonly cloudFormationType?: string;
  /** The twin of this resource: `image` of `images` and the other way round. */
  readonly twin?: string;
  /** The columns that identify a row within an account and region, in the order of the primary identifier. */
  readonly identifier: readonly string[];
  readonly columns: readonly ColumnDescription[];
  readonly methods: readonly MethodDescription[];
  readonly accessPaths: readonly AccessPath[];
  readonly permissions: Readonly<Partial<Record<PermissionOperation, readonly string[]>>>;
  /** `image_recipe_arn` -> `aws.imagebuilder.image_recipes.arn`. */
  readonly relationships: readonly { readonly column: string; readonly references: string }[];
  readonly changes?: ResourceChanges;
  /** The other way round: columns of other resources that refer to this one (`aws.ec2.instances.subnet_id` -> `subnet_id`). */
  readonly referencedBy?: readonly { readonly column: string; readonly by: string }[];
  /** Column -> the column of another resource that lists its values: of columns that a list may turn out to need (AWS's schema archive says which). */
  readonly parents?: Readonly<Record<string, ParameterParent>>;
  /** Of one that no call reads: the resource that tells of it, `aws.logs.log_groups` of `retention_policies`. */
  readonly readInstead?: string;
  /** Whether rows belong to no region (IAM): then `region` is not asked for. */
  readonly global?: boolean;
  /** The form of its ARN, where IAM policies can name it. */
  readonly arn?: ArnForm;
}

export interface ServiceDescription {
  readonly id: string;
  /** botocore's name of the service with `_` for `-`: `imagebuilder`, `cognito_idp`. Of types that no service's API knows, their namespace. */
  readonly name: string;
  /** Other names that find it: botocore's own (`cognito-idp`), CloudFormation's (`cognito`, `certificatemanager`). */
  readonly aliases?: readonly string[];
  /** CloudFormation's namespaces whose types it holds; several services may share one. */
  readonly namespaces?: readonly string[];
  readonly title: string;
  readonly description: string;
}
export interface ResourceSummary {
  readonly name: string;
  readonly id: string;
  readonly description: string;
}
