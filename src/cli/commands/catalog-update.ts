import { givenSource, publicSource } from '../../catalog/update/archive-source.ts';
import { updateCatalog } from '../../catalog/update/update-catalog.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';

/** `skyql catalog update`: loads AWS's schema archive. */
export const runCatalogUpdate: CommandRunner = async (args, terminal) => {
  const [from, region] = [args.value('from'), args.value('region')];
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
  const types = `${facts.types.toLocaleString('en-US')} resource types`;
  await terminal.writeOutput(
    outcome === 'updated'
      ? `Loaded ${types} from ${facts.source}.\n`
      : `Up to date: ${types} from ${facts.source}, fetched ${facts.fetched.slice(0, 10)}.\n`,
  );
  return exitCode.done;
};
