import { dataDirectory } from '../../aws/data-directory.ts';
import { areRead, type ModelFacts, modelFacts } from '../../aws/loaded-models.ts';
import { CatalogFiles } from '../../catalog/catalog-files.ts';
import { type ArchiveFacts, SchemaArchive } from '../../catalog/schema-archive.ts';
import type { IndexFile } from '../../catalog/service-file.ts';
import { countText } from '../../data/count-text.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { type Style, styleOf } from '../../terminal/style.ts';
import type { CommandRunner } from '../arguments/command.ts';

const day = 86_400_000;
/** In days; AWS changes dozens of types a month. */
const old = 60;

/** `skyql catalog info`: what is loaded, and how old it is. */
export const runCatalogInfo: CommandRunner = async (args, terminal) => {
  const { version, counts, services } = await new CatalogFiles(dataDirectory()).read<IndexFile>('aws/index.json');
  const catalog = { version, services: services.length, ...counts };
  const models = modelFacts();
  const { facts, directory } = new SchemaArchive();
  const archive = facts && { facts, directory, age: daysSince(facts.checked) };
  if (args.value('format') === 'json') {
    const content = {
      catalog,
      archive: archive ? archiveFacts(archive) : null,
      models: models ? modelsFacts(models, directory) : null,
    };
    await terminal.writeOutput(`${JSON.stringify(content, undefined, 2)}\n`);
    return exitCode.done;
  }
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  const lines = [
    `${style.bold('Catalog:')} ${version}`,
    `  ${counted(catalog.services, 'services')}, ${counted(counts.resources, 'resources')}, ${counted(counts.methods, 'methods')}`,
    ...archiveLines(archive, style),
    ...(models ? modelLines(models, directory, style) : []),
  ];
  await terminal.writeOutput(`${lines.join('\n')}\n`);
  return exitCode.done;
};

interface LoadedArchive {
  readonly facts: ArchiveFacts;
  readonly directory: string;
  /** In days since its source was last asked for a newer one. */
  readonly age: number;
}

function archiveFacts({ facts, directory, age }: LoadedArchive): Readonly<Record<string, string | number | null>> {
  return {
    types: facts.types,
    source: facts.source,
    last_modified: facts.lastModified ?? null,
    fetched: facts.fetched,
    checked: facts.checked,
    age_days: age,
    sha256: facts.sha256,
    directory,
  };
}

function modelsFacts(facts: ModelFacts, directory: string): Readonly<Record<string, string | number | boolean | null>> {
  return {
    botocore: facts.botocore ?? null,
    in_use: areRead(facts),
    services: facts.services.length,
    operations: facts.operations,
    source: facts.source,
    last_modified: facts.lastModified ?? null,
    fetched: facts.fetched,
    checked: facts.checked,
    age_days: daysSince(facts.checked),
    directory,
  };
}

function modelLines(facts: ModelFacts, directory: string, style: Style): readonly string[] {
  const title = style.bold('Service models:');
  const named = facts.botocore === undefined ? '' : `botocore ${facts.botocore}, `;
  if (!areRead(facts)) {
    return [
      `${title} not in use: ${named}loaded by skyql ${facts.skyql}`,
      `  skyql catalog update --models ${facts.source} loads them again.`,
    ];
  }
  return [
    `${title} ${named}${counted(facts.services.length, 'services')} changed, ${counted(facts.operations, 'operations')} added`,
    `  from ${facts.source}, fetched ${facts.fetched.slice(0, 10)}`,
    `  in ${directory}`,
  ];
}

function archiveLines(archive: LoadedArchive | undefined, style: Style): readonly string[] {
  const title = style.bold("AWS's schemas:");
  if (!archive) {
    return [
      `${title} not loaded`,
      '  skyql catalog update loads them: what may be set and has to be, and the IAM permissions of every operation.',
    ];
  }
  const { facts, directory, age } = archive;
  const checked = age === 0 ? 'today' : age === 1 ? 'yesterday' : `${counted(age, 'days')} ago`;
  return [
    `${title} ${counted(facts.types, 'resource types')}`,
    `  from ${facts.source}, fetched ${facts.fetched.slice(0, 10)}, last checked ${checked}`,
    `  in ${directory}`,
    ...(age > old ? ['  skyql catalog update looks for newer ones.'] : []),
  ];
}

function counted(value: number, noun: string): string {
  return `${countText(value)} ${noun}`;
}

function daysSince(moment: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(moment)) / day));
}
