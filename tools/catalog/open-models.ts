import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ModelArchive, modelsIn } from '../../src/catalog/build/models/read-models.ts';
import { ZipArchive } from '../../src/catalog/build/models/zip-archive.ts';

let opened: ModelArchive | undefined;

/** The models in the AWS CLI's package. */
export function openModels(): ModelArchive {
  opened ??= modelsIn(
    new ZipArchive(readFileSync(fileURLToPath(import.meta.resolve('@aws-cdk/asset-awscli-v1/lib/layer.zip')))),
  );
  return opened;
}
