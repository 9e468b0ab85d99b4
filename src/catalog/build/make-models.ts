import { dataDirectory } from '../../aws/data-directory.ts';
import { CatalogFiles } from '../catalog-files.ts';
import type { ResourceDescription } from '../resource-description.ts';
import type { IndexFile } from '../service-file.ts';
import { buildService } from './build-service.ts';
import { commonFiles, modelFiles, type ServiceInFiles, serviceFile } from './files/service-files.ts';
import type { DocumentedModel } from './models/documented-model.ts';
import { filesOfFolder, filesOfZip } from './models/model-files.ts';
import { type ModelArchive, modelsIn } from './models/read-models.ts';
import { type ShippedModels, shippedModelsFile } from './models/shipped-models.ts';
import { UnreadableModels } from './models/unreadable-models.ts';
import { handOverlays } from './overlays/hand-overlays.ts';
import { linkParents } from './parents/link-parents.ts';
import { linkRelationships } from './relationships/link-relationships.ts';
import { serviceName } from './services/service-name.ts';
import { type ShippedService, shippedServices, shippedTypes, withShippedFacts } from './shipped-services.ts';

/** A ZIP file (botocore's wheel), or a folder: where botocore's models are. */
export type GivenModels = { readonly zip: Buffer } | { readonly folder: string };

export interface MadeModels {
  /** botocore's version, where it is known; that of the models that skyql comes with. */
  readonly botocore: string | undefined;
  readonly shippedBotocore: string;
  /** The services whose models are other ones than skyql comes with, by botocore's names. */
  readonly services: readonly string[];
  /** How many operations skyql does not come with. */
  readonly operations: number;
  /** Services that stay as skyql comes with them, and why. */
  readonly leftOut: readonly { readonly service: string; readonly reason: string }[];
  /** The files of the catalog that change, by their names. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * What newer models make of the catalog that skyql comes with, by the rules that made it: the files that change. Throws
 * UnreadableModels.
 */
export async function makeModels(
  given: GivenModels,
  /** The catalog that skyql comes with, whatever is loaded. */
  shipped: CatalogFiles = new CatalogFiles(dataDirectory(), (name) => `${dataDirectory()}/${name}`),
): Promise<MadeModels> {
  const models = modelsIn('zip' in given ? filesOfZip(given.zip) : filesOfFolder(given.folder));
  const known = await shipped.read<ShippedModels>(shippedModelsFile);
  refuseForeign(models);
  refuseOlder(models.botocore, known.botocore);
  const changed = models.services.filter((service) => models.digest(service) !== known.digests[service]);
  const before = await shippedServices(shipped);
  const files = new Map<string, Buffer>();
  const leftOut: { service: string; reason: string }[] = [];
  const made = new Map<string, ServiceInFiles>();
  const operations = { gained: 0, lost: 0 };
  for (const folder of changed) {
    const model = await readModel(models, folder, shipped, known);
    if ('reason' in model) {
      leftOut.push({ service: folder, reason: model.reason });
      continue;
    }
    const own = before.get(serviceName(folder)) ?? newService(folder);
    try {
      const built = await builtService(own, model, shipped);
      for (const [name, bytes] of modelFiles(model)) files.set(name, bytes);
      made.set(own.description.name, built);
    } catch (cause) {
      leftOut.push({ service: folder, reason: cause instanceof Error ? cause.message : String(cause) });
      continue;
    }
    const ours = folder in known.digests ? Object.keys((await shipped.model(folder)).operations) : [];
    operations.gained += Object.keys(model.operations).filter((name) => !ours.includes(name)).length;
    operations.lost += ours.filter((name) => model.operations[name] === undefined).length;
  }
  if (models.botocore === undefined && operations.lost > operations.gained) {
    throw new UnreadableModels(
      'older',
      `they lack ${operations.lost} operations of those that skyql comes with, of botocore ${known.botocore}`,
    );
  }
  const services = linked(before, made);
  for (const service of services) {
    const old = before.get(service.description.name);
    if (old === undefined || JSON.stringify(contentOf(old)) !== JSON.stringify(contentOf(service)))
      files.set(...serviceFile(service));
  }
  const { version } = await shipped.read<IndexFile>('aws/index.json');
  const named = models.botocore === undefined ? 'models that were loaded' : `botocore ${models.botocore}`;
  for (const [name, bytes] of commonFiles(services, `${version}, ${named}`)) files.set(name, bytes);
  return {
    botocore: models.botocore,
    shippedBotocore: known.botocore,
    services: changed.filter((folder) => !leftOut.some(({ service }) => service === folder)),
    operations: operations.gained,
    leftOut,
    files,
  };
}

function refuseForeign({ services, names }: ModelArchive): void {
  if (services.length > 0) return;
  const isSmithy = names.some((name) => /\/service\/\d{4}-\d\d-\d\d\/[^/]+\.json$/.test(name));
  throw new UnreadableModels(
    'foreign',
    isSmithy
      ? "it holds models of Smithy, and no service-2.json of botocore's"
      : 'it holds no file like imagebuilder/2019-12-02/service-2.json',
  );
}

function refuseOlder(given: string | undefined, shipped: string): void {
  if (given === undefined || compareVersions(given, shipped) >= 0) return;
  throw new UnreadableModels('older', `they are of botocore ${given}, skyql comes with those of ${shipped}`);
}

function compareVersions(one: string, other: string): number {
  const [own, others] = [one, other].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (own?.[index] ?? 0) - (others?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Throws of a file that is damaged; a service that cannot be spoken to is no fault of the archive's. */
async function readModel(
  models: ModelArchive,
  service: string,
  shipped: CatalogFiles,
  { digests }: ShippedModels,
): Promise<DocumentedModel | { readonly reason: string }> {
  let model: DocumentedModel;
  try {
    const unspoken = models.unspoken(service);
    if (unspoken !== undefined) return { reason: unspoken };
    model = models.read(service);
  } catch (cause) {
    if (cause instanceof UnreadableModels) throw cause;
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new UnreadableModels('damaged', `its file ${models.file(service)} cannot be used (${reason})`, cause);
  }
  if (model.metadata.endpoints !== undefined || !(service in digests)) return model;
  // Models alone do not tell where their services are.
  const { endpoints } = (await shipped.model(service)).metadata;
  return endpoints === undefined ? model : { ...model, metadata: { ...model.metadata, endpoints } };
}

function newService(folder: string): ShippedService {
  const name = serviceName(folder);
  return {
    description: { id: `aws.${name}`, name, ...(folder !== name && { aliases: [folder] }), title: '', description: '' },
    resources: [],
    twins: {},
  };
}

async function builtService(
  own: ShippedService,
  model: DocumentedModel,
  shipped: CatalogFiles,
): Promise<ServiceInFiles> {
  const { description, resources, twins } = buildService({
    service: own.description,
    types: await shippedTypes(own, shipped),
    model,
    overlay: handOverlays[model.service],
  });
  return { description, resources: withShippedFacts(resources, own.resources), twins };
}

/**
 * The services with what their resources refer to, and with the parents of what was built anew: of the others the parents stand in
 * their lists already.
 */
function linked(
  before: ReadonlyMap<string, ServiceInFiles>,
  made: ReadonlyMap<string, ServiceInFiles>,
): readonly ServiceInFiles[] {
  const all = [...new Map([...before, ...made]).values()].sort((one, other) =>
    one.description.name < other.description.name ? -1 : 1,
  );
  const related = linkRelationships(all);
  const { services } = linkParents(
    related.map(({ description, resources }) => ({ service: description.name, resources })),
  );
  const parented = new Map(services.map(({ service, resources }) => [service, resources]));
  return related.map((service, index) => {
    const { name } = service.description;
    if (made.has(name)) return { ...service, resources: parented.get(name) ?? [] };
    const shipped = all[index]?.resources ?? [];
    return { ...service, resources: service.resources.map((own, at) => withReferences(shipped[at] ?? own, own)) };
  });
}

/** A resource as it was, with what it refers to and what refers to it now. */
function withReferences(before: ResourceDescription, now: ResourceDescription): ResourceDescription {
  const of = ({ relationships, referencedBy = [] }: ResourceDescription) => ({ relationships, referencedBy });
  return JSON.stringify(of(before)) === JSON.stringify(of(now)) ? before : { ...before, ...of(now) };
}

function contentOf({ resources, twins }: ServiceInFiles): unknown {
  return [resources, twins];
}
