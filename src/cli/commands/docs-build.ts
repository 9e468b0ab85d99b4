import { findService } from '../../catalog/find-service.ts';
import { openCatalog } from '../../catalog/open-catalog.ts';
import type { ServiceDescription } from '../../catalog/resource-description.ts';
import { countText } from '../../data/count-text.ts';
import { buildSite, type SiteProgress } from '../../docs/site/build-site.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { truncateToWidth } from '../../terminal/output/display-width.ts';
import { type Style, styleOf } from '../../terminal/style.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import type { CommandRunner } from '../arguments/command.ts';

const repaintEvery = 100;
const clearLine = '\r\u001b[2K';

/** `skyql docs build`: writes the site and says what it wrote. */
export const runDocsBuild: CommandRunner = async (args, terminal) => {
  const directory = args.value('out');
  if (directory === undefined || directory.trim() === '')
    throw new UsageError('Say where the site goes.', 'Write: skyql docs build --out DIR.');
  const services = await chosenServices(args);
  const style = styleOf(terminal, 'error', !args.flag('no-color'));
  const progress = progressLine(terminal, style, services.length, !args.flag('quiet'));
  const interrupt = listenForInterrupt(terminal);
  const started = performance.now();
  try {
    const { pages, bytes } = await buildSite({
      directory,
      services,
      openCatalog: () => openCatalog('aws'),
      force: args.flag('force'),
      signal: interrupt.signal,
      onProgress: progress.update,
    });
    progress.end();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
    if (!args.flag('quiet'))
      terminal.writeError(
        `${countText(pages)} pages of ${count(services.length)} in ${directory}: ${size} in ${seconds} s.\n`,
      );
    return exitCode.done;
  } catch (error) {
    progress.end();
    if (!interrupt.signal.aborted) throw error;
    terminal.writeError('Interrupted: nothing was written.\n');
    return interrupt.code;
  } finally {
    interrupt.dispose();
  }
};

async function chosenServices(args: Arguments): Promise<readonly ServiceDescription[]> {
  const catalog = openCatalog('aws');
  const all = await catalog.services();
  const names = args
    .values('service')
    .flatMap((value) => value.split(','))
    .map((value) => value.trim().replace(/^aws\./i, ''))
    .filter((value) => value !== '');
  if (names.length === 0) return all;
  const found = await Promise.all(names.map((name) => findService([catalog], [catalog.provider, name], [])));
  return all.filter(({ name }) => found.some((service) => service.name === name));
}

function count(services: number): string {
  return `${countText(services)} ${services === 1 ? 'service' : 'services'}`;
}

/** One line that tells how far the build is; silent when standard error goes elsewhere. */
function progressLine(terminal: Terminal, style: Style, services: number, enabled: boolean) {
  if (!enabled || !terminal.errorIsScreen) return { update: () => undefined, end: () => undefined };
  let painted = 0;
  return {
    update: (progress: SiteProgress) => {
      const now = performance.now();
      if (now - painted < repaintEvery) return;
      painted = now;
      const text = `${progress.services} of ${count(services)} · ${countText(progress.pages)} pages · ${progress.service}`;
      terminal.writeError(clearLine + style.dim(truncateToWidth(text, terminal.width - 1)));
    },
    end: () => {
      if (painted > 0) terminal.writeError(clearLine);
    },
  };
}
