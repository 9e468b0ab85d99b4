import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type {
  DocumentedType,
  FilterOperator,
  ParameterParent,
  PathParameter,
  PermissionOperation,
  ResourceChanges,
  SqlVerb,
} from '../../resource-description.ts';

/** What no model says about a service, written by hand. */
export interface ServiceOverlay {
  /** By the plural name of the resource. Those that CloudFormation does not know are native resources. */
  readonly resources: Readonly<Record<string, ResourceOverlay>>;
  /** Operations whose name does not start with the resource that they belong to. */
  readonly operations?: Readonly<Record<string, string>>;
  /** How methods of the service's own API are named: `get_image`, or as EC2's in the seed, `image_Deregister`. */
  readonly methodNames: 'snake-case' | 'noun-verb';
  /** String shapes that hold moments as ISO 8601 text. */
  readonly timestampShapes?: readonly string[];
  /** The filters of the service's list operations. */
  readonly filterStyle?: 'ec2' | 'imagebuilder';
  /** The most rows that a page of a list has. */
  readonly pageSize: number;
  /** Error codes that mean "there is no such thing". */
  readonly notFound: readonly string[];
}

export interface ResourceOverlay {
  /** Of native resources, which have no type to take them from. */
  readonly title?: string;
  readonly description?: string;
  readonly identifier?: readonly string[];
  /** The columns that come first, in this order; the others follow as documented. */
  readonly columnOrder?: readonly string[];
  /** Columns whose type no model says rightly. */
  readonly columnTypes?: Readonly<Record<string, DocumentedType>>;
  /** CloudFormation's JSON columns whose values keep the member names of the native API. */
  readonly nativeForm?: readonly string[];
  /** What the schema of the type says, and the specification of CloudFormation's resources does not. */
  readonly schema?: SchemaOverlay;
  /** IAM actions that the handlers of the type need. */
  readonly permissions?: Readonly<Partial<Record<PermissionOperation, readonly string[]>>>;
  /** Operations that the type has no handler for. */
  readonly withoutHandlers?: readonly PermissionOperation[];
  /** Methods that the singular twin does not have although its resource does. */
  readonly twinWithout?: readonly PermissionOperation[];
  /** Properties of a ResourceModel that a list cannot do without. */
  readonly listNeeds?: readonly string[];
  /** Columns that the list handler returns besides the identifier. */
  readonly listReturns?: readonly string[];
  readonly paths?: readonly NativePath[];
  /** Operations that read the type although no rule finds them. Columns that these do not name are still found by rule. */
  readonly readBy?: readonly NativePath[];
  /** Methods in the order of the documentation, with the verb when it is not EXEC. Those not named follow. */
  readonly methods?: Readonly<Record<string, SqlVerb>>;
  /** Of operations that change or delete: column of the identifier -> the input member that takes it. */
  readonly identifierInputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What UPDATE and DELETE call where no one operation is theirs. */
  readonly changes?: ResourceChanges;
  /** Column -> resource and column that it refers to, where the specification does not say it. */
  readonly relationships?: Readonly<Record<string, string>>;
}

export type SchemaOverlay = Partial<Pick<ResourceSchema, 'required' | 'oneOf' | 'additionalIdentifiers'>>;

/** A native operation that reads the resource. Its columns are the members of a row's shape, renamed where they have to be. */
export interface NativePath {
  readonly operation: string;
  readonly kind: 'list' | 'get';
  /** Where in the output the rows are; empty when the output is one row. */
  readonly result: string;
  /** Member of a row -> column, where snake_case does not say it. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Members of a row that are no columns. */
  readonly omit?: readonly string[];
  /** Further columns: from inside a row, from the output (`$.`) or from the call's input (`$input.`); `arn#account` is the account in an ARN, `Id#name` what follows the last `/`. */
  readonly further?: Readonly<Record<string, string>>;
  readonly parameters?: readonly NativePathParameter[];
  readonly filters?: readonly NativePathFilter[];
  readonly fixed?: Readonly<Record<string, string | number | boolean>>;
  /** How many rows a list of a region has, where that is known and many; not where the statement gives one of these parameters. */
  readonly rows?: { readonly usual: number; readonly unless: readonly string[] };
  /** Lists a part of what a get finds, unless the statement gives one of these parameters. */
  readonly isPartUnless?: readonly string[];
  /** Whether a list has one row at most, in whose place the error comes that there is none (`GetRegistryPolicy`). */
  readonly mayBeAbsent?: boolean;
  /** Whether its columns are read where a statement names them, and for no star. */
  readonly isForNamed?: true;
}

export interface NativePathParameter {
  readonly name: string;
  /** The input member that takes it. */
  readonly input: string;
  readonly columns?: readonly (readonly string[])[];
  readonly required: boolean;
  readonly batch?: number;
  /** What lists its values, where no rule finds it. */
  readonly parent?: ParameterParent;
  /** Whether no call of the path takes it but that of its parent: the versions whose builds are listed. */
  readonly isOfParent?: boolean;
  /** Column -> words that no row says there. */
  readonly words?: PathParameter['words'];
  readonly others?: PathParameter['others'];
  readonly unlessGiven?: PathParameter['unlessGiven'];
}

export interface NativePathFilter {
  readonly column: string;
  /** The API's name of the filter, or the input member. */
  readonly name: string;
  readonly style?: 'ec2' | 'imagebuilder' | 'member';
  readonly wildcard?: boolean;
  readonly key?: 'any';
  readonly operators: readonly FilterOperator[];
  readonly maxValues: number;
}
