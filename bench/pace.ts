import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { measureSession } from './measure-session.ts';
import { startPipelines } from './start-pipelines.ts';

const region = 'us-east-1';
/** Calls a second that the API allows, and for how many seconds there is work. */
const cases = [
  { perSecond: 2, seconds: 60 },
  { perSecond: 10, seconds: 40 },
  { perSecond: 100, seconds: 20 },
];
const goalShare = 0.97;

/** One call for each pipeline, at an API that lets so many a second through: how much of that is used, and whether all come. */
export async function paceFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { perSecond, seconds } of cases) {
    const pipelines = perSecond * seconds;
    const rule = { operation: 'GetResource', throttlePerSecond: perSecond };
    const server = await startPipelines([region], pipelines, [rule]);
    try {
      const credentials = { accessKeyId: account, secretAccessKey: 'test' };
      const connections = [{ name: 'bench', credentials, regions: [region] }];
      const [measure] = await measureSession({ endpoint: server.address, connections }, [
        'SELECT name, deployment_id FROM aws.imagebuilder.image_pipelines WHERE deployment_id IS NOT NULL',
      ]);
      const rows = measure?.rows ?? 0;
      const share = pipelines / perSecond / ((measure?.milliseconds ?? Number.NaN) / 1000);
      figures.push({
        what: `An API that allows ${perSecond} calls a second: the share of it that ${pipelines} calls use`,
        measured: share.toFixed(3),
        beside: `${pipelines - rows} of ${pipelines} answers lost, ${measure?.calls} requests with those that were throttled`,
        goal: `at least ${goalShare}, nothing lost`,
        holds: share >= goalShare && rows === pipelines,
      });
    } finally {
      server.stop();
    }
  }
  return figures;
}
