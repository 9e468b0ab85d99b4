import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

/** Two clusters with a node group each, whose identifier Cloud Control alone knows, and a log stream of three pages. */
function answer(path: string, target: string, input: Readonly<Record<string, unknown>>): unknown {
  const [, , cluster, , name] = path.split('/');
  if (name !== undefined) return { nodegroup: { clusterName: cluster, nodegroupName: name, status: `ACTIVE ${name}` } };
  if (path.startsWith('/clusters')) return { clusters: ['c1', 'c2'] };
  if (target.endsWith('ListResources')) {
    const { ClusterName } = JSON.parse(String(input.ResourceModel)) as { ClusterName: string };
    const Identifier = `${ClusterName}/n`;
    return { ResourceDescriptions: [{ Identifier, Properties: JSON.stringify({ Id: Identifier }) }] };
  }
  if (target.endsWith('GetResource')) {
    const Identifier = String(input.Identifier);
    const [ClusterName, NodegroupName] = Identifier.split('/');
    const Properties = JSON.stringify({ Id: Identifier, ClusterName, NodegroupName, AmiType: 'AL2' });
    return { ResourceDescription: { Identifier, Properties } };
  }
  const page = Number(String(input.nextToken ?? 'f/0').slice(2));
  return { events: page < 3 ? [{ message: `m${page}` }] : [], nextForwardToken: `f/${Math.min(page + 1, 3)}` };
}

describe('what takes several calls', () => {
  let server: Server;
  let db: Database;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        const input = body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : {};
        response.setHeader('content-type', 'application/x-amz-json-1.0');
        response.end(JSON.stringify(answer(request.url ?? '', String(request.headers['x-amz-target'] ?? ''), input)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    db = await connect({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      connections: [
        {
          name: 'default',
          regions: ['us-east-1'],
          credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
        },
      ],
    });
  });
  afterAll(async () => {
    await db.close();
    server.close();
  });

  const one = { id: 'c1/n', ami_type: 'AL2', status: 'ACTIVE n' };
  it.each([
    ['', [one, { ...one, id: 'c2/n' }]],
    ["WHERE cluster_name = 'c1'", [one]],
    ["WHERE cluster_name = 'c1' AND nodegroup_name = 'n'", [one]],
    ["WHERE id = 'c2/n'", [{ ...one, id: 'c2/n' }]],
  ])('columns whose keys another call tells: %s', async (where, expected) => {
    const { rows } = await db.query(`SELECT id, ami_type, status FROM aws.eks.nodegroups ${where} ORDER BY id`);
    expect(rows).toEqual(expected);
  });

  it('reads log events from the first to the last, or as many as are asked for', async () => {
    const events = `SELECT message FROM aws.logs.log_events WHERE "logGroupName" = 'g' AND "logStreamName" = 's'`;
    expect((await db.query(events)).rows).toEqual([{ message: 'm0' }, { message: 'm1' }, { message: 'm2' }]);
    expect((await db.query(`${events} LIMIT 1`)).rows).toEqual([{ message: 'm0' }]);
  });
});
