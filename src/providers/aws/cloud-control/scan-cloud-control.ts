import type { WireStructure } from '../../../aws/service-model.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Row, Value } from '../../../data/value.ts';
import type { CallContext, Page, ScanRequest } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { faultCodeOf } from '../call-error.ts';
import { combinations } from '../combinations.ts';
import { inOrder } from '../in-order.ts';
import { isStructure, valueAt } from '../native/member-path.ts';
import { readPages } from '../read-pages.ts';
import { type CloudControlPath, wantedColumns } from '../resource-context.ts';
import { createPropertyRowReader, type PropertyRowReader } from './property-row.ts';
import { cloudControlCall, getResource, meansMissing, propertiesOf } from './request.ts';

/** How many resources are read at once. */
const concurrency = 8;
const largestPage = 100;
const identifierParameter = 'data__Identifier';

export interface CloudControlScan {
  readonly api: AwsApi;
  readonly path: CloudControlPath;
  readonly description: ResourceDescription;
  readonly schema: ResourceSchema | undefined;
  readonly request: ScanRequest;
  readonly context: CallContext;
}

/** Reads a resource through Cloud Control: GetResource for given identifiers, ListResources otherwise. */
export async function* scanCloudControl(scan: CloudControlScan): AsyncGenerator<Page, void, undefined> {
  const { api, path, description, schema, request } = scan;
  const wanted = wantedColumns(description, request);
  const columns = path.columns.filter((column) => wanted.has(column));
  const read = await createPropertyRowReader(api, description, schema, columns);
  yield* path.call.handler === 'read' ? getEach(scan, read) : listAll(scan, read);
}

async function* getEach(scan: CloudControlScan, read: PropertyRowReader): AsyncGenerator<Page, void, undefined> {
  const { api, path, request, context } = scan;
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  const identifiers = [request.parameters[identifierParameter] ?? []].flat().filter((value) => value !== null);
  try {
    const rows = inOrder(identifiers, concurrency, async (value: Value): Promise<readonly Row[]> => {
      const identifier = typeof value === 'string' ? value : JSON.stringify(value);
      try {
        const found = await getResource(api, path.call.type, identifier, request.scope, { ...context, signal });
        return [read(found.identifier, found.properties)];
      } catch (error) {
        if (meansMissing(faultCodeOf(error))) return [];
        throw error;
      }
    });
    for await (const page of rows) if (page.length > 0) yield { rows: page };
  } finally {
    stop.abort();
  }
}

async function* listAll(scan: CloudControlScan, read: PropertyRowReader): AsyncGenerator<Page, void, undefined> {
  const { api, path, request, context } = scan;
  for (const model of resourceModels(scan)) {
    const input: WireStructure = {
      TypeName: path.call.type,
      MaxResults: Math.max(1, Math.min(largestPage, request.limit ?? largestPage)),
      ...(Object.keys(model).length > 0 && { ResourceModel: JSON.stringify(model) }),
    };
    const call = cloudControlCall('ListResources', input, request.scope);
    for await (const output of readPages(api, call, context, { ahead: request.limit === undefined })) {
      const found = valueAt(output, 'ResourceDescriptions');
      const rows = (Array.isArray(found) ? found : [])
        .filter(isStructure)
        // Some list handlers leave out what they were asked by.
        .map(({ Identifier, Properties }) => read(String(Identifier ?? ''), { ...model, ...propertiesOf(Properties) }));
      yield { rows };
    }
  }
}

/** What a list handler wants to know of the parent: one model for each combination of the given values. */
function resourceModels({
  request,
  schema,
  description,
}: CloudControlScan): readonly Readonly<Record<string, Value>>[] {
  const names = Object.keys({
    ...schema?.properties,
    ...schema?.handlers?.list?.handlerSchema?.properties,
  });
  const choices: Record<string, readonly Value[]> = {};
  for (const [parameter, value] of Object.entries(request.parameters)) {
    const written = parameter.replace(/^data__/, '');
    const name =
      names.find((candidate) => nameKey(candidate) === nameKey(written)) ??
      description.columns.find((column) => column.name === parameter)?.property;
    if (name === undefined || parameter === identifierParameter) continue;
    choices[name] = (Array.isArray(value) ? value : [value]).filter((one: Value) => one !== null);
  }
  return combinations(choices);
}
