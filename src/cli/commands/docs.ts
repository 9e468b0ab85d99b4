import { openCatalog } from '../../catalog/open-catalog.ts';
import { servicesNamed } from '../../catalog/services-named.ts';
import { pageOf } from '../../docs/page-of.ts';
import { withOtherNames } from '../../naming/with-other-names.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { didYouMean } from '../arguments/did-you-mean.ts';

/** `skyql docs`: the page of what is named. */
export const runDocs: CommandRunner = async (args, terminal) => {
  const name = args.operands[0]?.trim() ?? '';
  if (name === '')
    throw new UsageError(
      'Name the resource, or the service, whose page you want.',
      'Write: skyql docs aws.imagebuilder.images, skyql docs aws.ec2, or skyql docs build --out DIR.',
    );
  const catalog = withOtherNames(openCatalog('aws'));
  const near = name.includes('.') ? '' : didYouMean(name, ['build']);
  if (near !== '' && servicesNamed(await catalog.services(), name).length === 0)
    throw new UsageError(`There is no command "docs ${name}".`, `${near}See skyql docs --help.`);
  await terminal.writeOutput(await pageOf(catalog, name));
  return exitCode.done;
};
