import type { Catalog } from '../../catalog/catalog.ts';
import { findResource } from '../../catalog/find-resource.ts';
import { findService } from '../../catalog/find-service.ts';
import { openCatalog } from '../../catalog/open-catalog.ts';
import { servicesNamed } from '../../catalog/services-named.ts';
import { documentedResource } from '../../docs/documented-resource.ts';
import { providerPage } from '../../docs/provider-page.ts';
import { resourcePage } from '../../docs/resource-page.ts';
import { servicePage } from '../../docs/service-page.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { withOtherNames } from '../../naming/with-other-names.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { didYouMean } from '../arguments/did-you-mean.ts';

/** `skyql docs`: the page of what is named. */
export const runDocs: CommandRunner = async (args, terminal) => {
  const [name] = args.operands;
  if (name === undefined || name.trim() === '')
    throw new UsageError(
      'Name the resource, or the service, whose page you want.',
      'Write: skyql docs aws.imagebuilder.images, skyql docs aws.ec2, or skyql docs build --out DIR.',
    );
  await terminal.writeOutput(await pageOf(withOtherNames(openCatalog('aws')), name.trim()));
  return exitCode.done;
};

/** `aws`, `aws.ec2` and `aws.ec2.images`; the provider may be left out. */
async function pageOf(catalog: Catalog, name: string): Promise<string> {
  const parts = name.split('.');
  const named = parts[0]?.toLowerCase() === catalog.provider ? parts.slice(1) : parts;
  const whole = [catalog.provider, ...named];
  const [word = ''] = named;
  if (named.length === 0) return providerPage(catalog.provider, catalog.version, await catalog.services());
  if (named.length === 1 && !(await isResourceAlone(catalog, word))) {
    const service = await findService([catalog], whole, []);
    return servicePage(service, await catalog.resources(service.name));
  }
  const { service, name: found } = await findResource([catalog], named.length === 1 ? named : whole, []);
  const resource = await documentedResource(catalog, service, found);
  if (resource !== undefined) return resourcePage(resource);
  throw new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${name}.`);
}

/** Whether a word is no service but the name of resources: looking it up as a resource then says of which services. */
async function isResourceAlone(catalog: Catalog, word: string): Promise<boolean> {
  if (servicesNamed(await catalog.services(), word).length > 0) return false;
  const near = didYouMean(word, ['build']);
  if (near !== '') throw new UsageError(`There is no command "docs ${word}".`, `${near}See skyql docs --help.`);
  const names = Object.values((await catalog.resourceNames?.()) ?? {});
  return names.some((list) => list.includes(word.toLowerCase()));
}
