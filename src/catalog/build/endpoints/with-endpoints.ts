import { signingNameOf } from '../../../aws/endpoints.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { PartitionsFile, RuleSet } from './rule-set.ts';
import { serviceEndpoints } from './service-endpoints.ts';

/** An archive that has botocore's folders. */
interface Archive {
  readonly names: readonly string[];
  read(name: string): Buffer;
}

/**
 * Puts a service's endpoints into its model: the table that its endpoint rules come to. `modelFile` is where in the archive
 * the model stands. A model without rules stays as it is. Throws, naming the service, when the rules cannot be read.
 */
export function withEndpoints(model: DocumentedModel, archive: Archive, modelFile: string): DocumentedModel {
  const rules = modelFile.replace(/service-2\.json$/, 'endpoint-rule-set-1.json');
  const partitions = modelFile.replace(/[^/]+\/[^/]+\/service-2\.json$/, 'partitions.json');
  if (!hasAll(archive, [rules, partitions])) return model;
  try {
    const endpoints = serviceEndpoints({
      ruleSet: JSON.parse(archive.read(rules).toString('utf8')) as RuleSet,
      partitions: partitionsIn(archive, partitions),
      operations: model.operations,
      signingName: signingNameOf(model.metadata),
    });
    return { ...model, metadata: { ...model.metadata, endpoints } };
  } catch (cause) {
    throw new Error(`The endpoint rules of ${model.service} cannot be read.`, { cause });
  }
}

const namesOfArchives = new WeakMap<Archive, ReadonlySet<string>>();

function hasAll(archive: Archive, files: readonly string[]): boolean {
  const names = namesOfArchives.get(archive) ?? new Set(archive.names);
  namesOfArchives.set(archive, names);
  return files.every((file) => names.has(file));
}

const partitionsOfArchives = new WeakMap<Archive, PartitionsFile>();

function partitionsIn(archive: Archive, file: string): PartitionsFile {
  const known = partitionsOfArchives.get(archive);
  if (known !== undefined) return known;
  const partitions = JSON.parse(archive.read(file).toString('utf8')) as PartitionsFile;
  partitionsOfArchives.set(archive, partitions);
  return partitions;
}
