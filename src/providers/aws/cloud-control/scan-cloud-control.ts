import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { splitIdentifier } from '../../../data/identifier.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Row, Value } from '../../../data/value.ts';
import type { CallContext, Page, ScanRequest } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { faultCodeOf } from '../call-error.ts';
import { createDistinctRows } from '../distinct-rows.ts';
import { valueAt } from '../native/member-path.ts';
import type { PreparedScan } from '../prepared-scan.ts';
import { readPages } from '../read-pages.ts';
import { type CloudControlPath, wantedColumns } from '../resource-context.ts';
import { isSameThing } from '../same-thing.ts';
import { type PropertyRowReader, propertyRowReader } from './property-row.ts';
import { cloudControlCall, getResource, meansMissing, propertiesOf } from './request.ts';

const largestPage = 100;
const identifierParameter = 'data__Identifier';

export interface CloudControlReads {
  readonly api: AwsApi;
  readonly path: CloudControlPath;
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
}

interface CloudControlScan extends CloudControlReads {
  readonly request: ScanRequest;
  readonly context: CallContext;
}

/**
 * Reads a resource through Cloud Control: GetResource for an identifier, ListResources otherwise. For all requests that ask for the
 * same columns.
 */
export async function scanCloudControl(reads: CloudControlReads, of: ScanRequest): Promise<PreparedScan> {
  const { api, path, description, schema } = reads;
  const wanted = wantedColumns(description, of);
  const columns = path.columns.filter((column) => wanted.has(column));
  const read = await propertyRowReader(api, description, schema, columns);
  return path.call.handler === 'read'
    ? (request, context) => getOne({ api, path, description, schema, request, context }, read)
    : (request, context) => listAll({ api, path, description, schema, request, context }, read);
}

/** The row of one resource; undefined where there is none. */
async function getOne(scan: CloudControlScan, read: PropertyRowReader): Promise<Page | undefined> {
  const { api, path, description, request, context } = scan;
  const value = request.parameters[identifierParameter] ?? null;
  if (value === null) return undefined;
  const identifier = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    const found = await getResource(api, path.call.type, identifier, request.scope, context);
    const asked = splitIdentifier(identifier, description.identifier.length) ?? [];
    const named: Record<string, Value | undefined> = {};
    for (const [index, column] of description.identifier.entries()) named[column] = asked[index];
    return { rows: [inWordsOf(named, read(found.identifier, found.properties))] };
  } catch (error) {
    if (meansMissing(faultCodeOf(error))) return undefined;
    throw error;
  }
}

async function* listAll(scan: CloudControlScan, read: PropertyRowReader): AsyncGenerator<Page, void, undefined> {
  const { api, path, request, context } = scan;
  const model = resourceModel(scan);
  const input: WireStructure = {
    TypeName: path.call.type,
    MaxResults: Math.max(1, Math.min(largestPage, request.limit ?? largestPage)),
    ...(Object.keys(model).length > 0 && { ResourceModel: JSON.stringify(model) }),
  };
  const distinct = createDistinctRows(scan.description.identifier);
  const call = cloudControlCall('ListResources', input, request.scope);
  for await (const output of readPages(api, call, context, { ahead: request.limit === undefined })) {
    const found = valueAt(output, 'ResourceDescriptions');
    const rows = (Array.isArray(found) ? found : [])
      .filter(isStructure)
      // Some list handlers leave out what they were asked by.
      .map(({ Identifier, Properties }) => {
        const told = propertiesOf(Properties);
        return read(String(Identifier ?? ''), { ...model, ...told, ...inWordsOf(model, told) });
      });
    yield { rows: distinct(rows) };
  }
}

/** The values in the words in which they were asked for: a cluster by its name, which the handler tells as an ARN. */
function inWordsOf(asked: Readonly<Record<string, Value | undefined>>, told: Row): Row {
  let words = told;
  for (const name in asked) {
    const [own, value] = [asked[name], told[name]];
    if (typeof own !== 'string' || typeof value !== 'string' || own === value) continue;
    if (Object.hasOwn(told, name) && isSameThing(value, own)) words = { ...words, [name]: own };
  }
  return words;
}

/** What a list handler wants to know of the parent. */
function resourceModel({ request, schema, description }: CloudControlScan): Readonly<Record<string, Value>> {
  const names = Object.keys({
    ...schema?.properties,
    ...schema?.handlers?.list?.handlerSchema?.properties,
  });
  const model: Record<string, Value> = {};
  for (const [parameter, value] of Object.entries(request.parameters)) {
    const written = parameter.replace(/^data__/, '');
    const name =
      names.find((candidate) => nameKey(candidate) === nameKey(written)) ??
      description.columns.find((column) => column.name === parameter)?.property;
    if (name !== undefined && parameter !== identifierParameter && value !== null) model[name] = value;
  }
  return model;
}
