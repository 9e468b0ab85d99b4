import { createRequire } from 'node:module';
import { join } from 'node:path';
import { dataDirectory } from '../../aws/data-directory.ts';
import { givenSource, publicSource } from '../../catalog/update/archive-source.ts';
import { updateCatalog } from '../../catalog/update/update-catalog.ts';
import { type MakeModels, updateModels } from '../../catalog/update/update-models.ts';
import { countText } from '../../data/count-text.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';

/** What makes the catalog of newer models, as one file, which the build makes. Absent where the source runs. */
declare const bundledModels: string | undefined;

async function loadMakeModels(): Promise<MakeModels> {
  if (typeof bundledModels === 'undefined') return (await import('../../catalog/build/make-models.ts')).makeModels;
  const made: unknown = createRequire(import.meta.url)(join(dataDirectory(), '..', bundledModels));
  return (made as { readonly makeModels: MakeModels }).makeModels;
}

async function updateServiceModels(given: string, terminal: Terminal): Promise<number> {
  if (given === '') throw new UsageError('Option --models takes a file, a folder or an address.');
  const source = givenSource(given);
  if (terminal.errorIsScreen) terminal.writeError(`Reading ${source.shown}; this takes about a minute\n`);
  const { outcome, facts, leftOut } = await updateModels(source, await loadMakeModels());
  for (const { service, reason } of leftOut) {
    terminal.writeError(`Warning: ${service} stays as skyql comes with it. ${reason}\n`);
  }
  const named = facts.botocore === undefined ? facts.source : `botocore ${facts.botocore} (${facts.source})`;
  const count = (value: number, noun: string) => `${countText(value)} ${noun}${value === 1 ? '' : 's'}`;
  const news = `${count(facts.services.length, 'service')} changed, ${count(facts.operations, 'operation')} added`;
  await terminal.writeOutput(
    outcome === 'updated'
      ? `Loaded the models of ${named}: ${news}.\n`
      : `Up to date: the models of ${named}, fetched ${facts.fetched.slice(0, 10)}.\n`,
  );
  return exitCode.done;
}

/** `skyql catalog update`: loads AWS's schema archive, or with --models its service models. */
export const runCatalogUpdate: CommandRunner = async (args, terminal) => {
  const [from, region, models] = [args.value('from'), args.value('region'), args.value('models')];
  if (models !== undefined) {
    if (from !== undefined || region !== undefined) {
      throw new UsageError(
        `Give --models or ${from === undefined ? '--region' : '--from'}, not both.`,
        'Schemas and models are updated one after the other.',
      );
    }
    return updateServiceModels(models, terminal);
  }
  if (from !== undefined && region !== undefined) {
    throw new UsageError(
      'Give --from or --region, not both.',
      "--region picks which of AWS's own archives is fetched.",
    );
  }
  if (from === '') throw new UsageError('Option --from takes a file or an address.');
  const source = from === undefined ? publicSource(region) : givenSource(from);
  if (source.kind === 'web' && terminal.errorIsScreen) terminal.writeError(`Fetching ${source.shown}\n`);
  const { outcome, facts } = await updateCatalog(source);
  const types = `${countText(facts.types)} resource types`;
  await terminal.writeOutput(
    outcome === 'updated'
      ? `Loaded ${types} from ${facts.source}.\n`
      : `Up to date: ${types} from ${facts.source}, fetched ${facts.fetched.slice(0, 10)}.\n`,
  );
  return exitCode.done;
};
