import { fileURLToPath } from 'node:url';
import { createHttpClient } from '../src/aws/http/http-client.ts';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import { signRequest } from '../src/aws/signing/sign-request.ts';
import { account } from './estate-image.ts';
import type { Figure } from './figure.ts';
import { measureProcess } from './measure-process.ts';
import { measureSession } from './measure-session.ts';
import { median } from './median.ts';
import { eightRegions } from './regions.ts';
import { startPipelines } from './start-pipelines.ts';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const pipelines = 2000;
const pageRows = 25;
const latencyMilliseconds = 50;
const leastCalls = pipelines / pageRows;
const goalTimes = 1.3;
const statement = 'SELECT * FROM aws.imagebuilder.image_pipelines';
const credentials = { accessKeyId: account, secretAccessKey: 'test' };

/** `SELECT *` of what a list tells whole: its calls, and a whole process beside the same pages asked for alone. */
export async function allColumnFigures(): Promise<readonly Figure[]> {
  const server = await startPipelines(eightRegions, pipelines, [{ latencyMilliseconds }]);
  try {
    const connection = { name: 'bench', credentials, regions: eightRegions };
    const [session] = await measureSession({ endpoint: server.address, connections: [connection] }, [statement]);
    if (session?.rows !== pipelines) throw new Error(`There were ${session?.rows} rows instead of ${pipelines}.`);
    const ours: number[] = [];
    const alone: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      alone.push(await pagesAlone(server.address));
      const place = ['--endpoint-url', server.address, '--region', eightRegions.join(',')];
      const args = [program, 'query', ...place, '--quiet', '--output', 'jsonl', statement];
      const environment = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test' };
      const printed = await measureProcess(args, environment, 'lines');
      if (printed.lines !== pipelines) throw new Error(`${printed.lines} lines came instead of ${pipelines}.`);
      ours.push(printed.milliseconds);
    }
    const ratio = median(ours) / median(alone);
    return [
      {
        what: '2,000 pipelines, 8 regions, SELECT *: calls',
        measured: String(session.calls),
        beside: `pages of ${pageRows} rows`,
        goal: String(leastCalls),
        holds: session.calls === leastCalls,
      },
      {
        what: `2,000 pipelines, 8 regions, ${latencyMilliseconds} ms a call, SELECT *: the whole process`,
        measured: `${median(ours).toFixed(0)} ms`,
        beside: `the same pages asked for alone, one after the other in each region, in a process that runs already ${median(alone).toFixed(0)} ms`,
        goal: `under ${goalTimes} times: ${ratio.toFixed(2)}`,
        holds: ratio < goalTimes,
      },
    ];
  } finally {
    server.stop();
  }
}

/** The milliseconds that the pages take with nothing around them. */
async function pagesAlone(endpoint: string): Promise<number> {
  const model = await loadServiceModel('imagebuilder');
  const protocol = protocolFor(model);
  const client = createHttpClient();
  const list = async (region: string): Promise<number> => {
    let rows = 0;
    let nextToken: string | undefined;
    do {
      const input: WireStructure = { maxResults: pageRows, ...(nextToken !== undefined && { nextToken }) };
      const request = protocol.encodeRequest(model, 'ListImagePipelines', input);
      const signing = {
        request,
        host: new URL(endpoint).host,
        credentials,
        region,
        service: 'imagebuilder',
        now: Date.now(),
      };
      const response = await client.sendRequest(endpoint, { ...request, headers: signRequest(signing) });
      const output = protocol.decodeResponse(model, 'ListImagePipelines', response);
      rows += Array.isArray(output.imagePipelineList) ? output.imagePipelineList.length : 0;
      nextToken = typeof output.nextToken === 'string' ? output.nextToken : undefined;
    } while (nextToken !== undefined);
    return rows;
  };
  const start = performance.now();
  const counts = await Promise.all(eightRegions.map(list));
  const milliseconds = performance.now() - start;
  client.close();
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (rows !== pipelines) throw new Error(`The pages hold ${rows} pipelines instead of ${pipelines}.`);
  return milliseconds;
}
