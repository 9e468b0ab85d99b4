import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pluralise } from '../../src/catalog/pluralise.ts';
import type { ServiceDescription } from '../../src/catalog/resource-description.ts';
import { snakeCase } from '../../src/catalog/snake-case.ts';
import { buildService } from './build-service.ts';
import { loadSpecification, resourcesOf, type Specification } from './cloudformation/specification.ts';
import { includedServices } from './included-services.ts';
import { documentationOf } from './models/documentation.ts';
import { readModels } from './models/read-models.ts';
import { stripModel } from './models/strip-model.ts';

/** Builds the whole catalog into a directory, replacing what it held. The same packages always give the same bytes. */
export async function writeCatalog(directory: string): Promise<void> {
  const specification = await loadSpecification();
  const models = readModels(includedServices.map(({ service }) => service));
  const names = resourceNames(specification);
  const files = new Map<string, unknown>();
  const services: ServiceDescription[] = [];

  for (const included of includedServices) {
    const { service, operations: patterns } = included;
    const model = models.get(service);
    if (!model) throw new Error(`There is no model of ${service}.`);
    const kept =
      patterns && Object.keys(model.operations).filter((name) => patterns.some((pattern) => pattern.test(name)));
    const stripped = stripModel(model, kept);
    files.set(`models/${service}.json`, stripped);
    files.set(`documentation/${service}.json`, documentationOf(model, stripped));
    if (!included.cloudFormation && !included.overlay) continue;
    const built = buildService(included, model, Object.keys(stripped.operations), specification, names);
    services.push(built.description);
    files.set(`aws/${service}.json`, built.file);
    if (Object.keys(built.schemas).length > 0) files.set(`schemas/${service}.json`, built.schemas);
  }
  files.set('aws/index.json', { version: catalogVersion(), services });

  rmSync(directory, { recursive: true, force: true });
  for (const [name, content] of files) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  }
}

function resourceNames(specification: Specification): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { service, cloudFormation } of includedServices) {
    for (const type of cloudFormation ? resourcesOf(specification, cloudFormation) : []) {
      names.set(type.cloudFormationType, `aws.${service}.${pluralise(snakeCase(type.name))}`);
    }
  }
  return names;
}

/** The versions of the packages that the catalog is made from. */
function catalogVersion(): string {
  const require = createRequire(import.meta.url);
  const versions = ['@aws-cdk/aws-service-spec', '@aws-cdk/asset-awscli-v1'].map((name) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    return `${name.replace('@aws-cdk/', '')} ${version}`;
  });
  return versions.join(', ');
}
