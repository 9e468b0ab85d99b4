import { describe, expect, it } from 'vitest';
import type { AccessPath, ColumnDescription, PathParameter, ResourceDescription } from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import { linkParents } from './link-parents.ts';

function resource(service: string, name: string, more: Partial<ResourceDescription> = {}): ResourceDescription {
  return {
    provider: 'aws',
    service,
    name,
    title: name,
    description: name,
    identifier: [],
    columns: [],
    methods: [],
    accessPaths: [],
    permissions: {},
    relationships: [],
    ...more,
  };
}

function column(name: string, more: Partial<ColumnDescription> = {}): ColumnDescription {
  return { name, type: 'string', description: name, ...more };
}

const native = {
  api: 'native',
  service: 's',
  operation: 'List',
  result: '',
  columns: {},
  inputs: {},
  filters: {},
} as const;
const cloudControl = { api: 'cloud-control', type: 'AWS::S::T', handler: 'list' } as const;

function list(
  columns: readonly string[],
  needs: readonly (string | PathParameter)[] = [],
  more: Partial<AccessPath> = {},
): AccessPath {
  return {
    method: 'list',
    kind: 'list',
    columns,
    parameters: needs.map((need) =>
      typeof need === 'string' ? { name: need, columns: [[snakeCase(need)]], required: true, batch: 1 } : need,
    ),
    filters: [],
    pageSize: 100,
    permissions: [],
    call: native,
    ...more,
  };
}

/** A resource that its own list brings with the given columns. */
function listed(service: string, name: string, columns: readonly string[], more: Partial<ResourceDescription> = {}) {
  return resource(service, name, {
    columns: columns.map((own) => column(own)),
    identifier: columns.slice(0, 1),
    accessPaths: [list(columns)],
    ...more,
  });
}

/** A resource whose list needs something. */
function child(service: string, name: string, needs: readonly string[], more: Partial<ResourceDescription> = {}) {
  return resource(service, name, {
    columns: [...needs.map((own) => column(snakeCase(own))), column('id')],
    accessPaths: [list(['id', ...needs.map(snakeCase)], needs)],
    ...more,
  });
}

function links(...resources: readonly ResourceDescription[]): readonly string[] {
  const services = [...new Set(resources.map(({ service }) => service))].map((service) => ({
    service,
    resources: resources.filter((own) => own.service === service),
  }));
  return linkParents(services).report.map(({ parameter, parent, why }) =>
    parent === undefined ? `${parameter}: ${why}` : `${parameter} <- ${parent.resource}.${parent.column}`,
  );
}

describe('linkParents', () => {
  const clusters = listed('eks', 'clusters', ['name', 'arn']);

  it.each([
    ['ClusterName', 'name'],
    ['clusterArn', 'arn'],
    ['cluster', 'name'],
  ])('takes %s from the clusters of the service, by what kind it asks for', (name, from) => {
    expect(links(clusters, child('eks', 'nodegroups', [name]))).toEqual([`${name} <- aws.eks.clusters.${from}`]);
  });

  it('takes nothing where the resource does not read that kind, or another service has it', () => {
    expect(links(clusters, child('eks', 'nodegroups', ['ClusterId']))).toEqual([
      'ClusterId: aws.eks.clusters reads no id of it',
    ]);
    expect(links(clusters, child('ecs', 'services', ['ClusterName']))).toEqual([
      'ClusterName: no resource of that name',
    ]);
  });

  it('takes what the column refers to, where that may be nothing else', () => {
    const of = (references: string, need = 'ApiId') =>
      child('appsync', 'data_sources', [need], { relationships: [{ column: snakeCase(need), references }] });
    const apis = [listed('appsync', 'apis', ['api_id']), listed('appsync', 'graph_ql_apis', ['api_id'])];
    expect(links(...apis, of('aws.appsync.graph_ql_apis.api_id'))).toEqual([
      'ApiId <- aws.appsync.graph_ql_apis.api_id',
    ]);
    const gateways = listed('ec2', 'vpn_gateways', ['vpn_gateway_id']);
    expect(links(gateways, of('aws.ec2.vpn_gateways.vpn_gateway_id', 'AssociatedGatewayId'))).toEqual([
      'AssociatedGatewayId: no resource of that name',
    ]);
  });

  it('takes a kind of the thing only where there is one and it is what is meant', () => {
    const typed = { cloudFormationType: 'AWS::SSM::MaintenanceWindow' };
    const windows = listed('ssm', 'maintenance_windows', ['window_id'], typed);
    const targets = child('ssm', 'targets', ['WindowId']);
    expect(links(windows, targets)).toEqual(['WindowId <- aws.ssm.maintenance_windows.window_id']);
    expect(links(windows, listed('ssm', 'other_windows', ['x']), targets)).toEqual([
      'WindowId <- aws.ssm.maintenance_windows.window_id',
    ]);
    const jobs = listed('rekognition', 'media_analysis_jobs', ['job_id']);
    expect(links(jobs, child('rekognition', 'face_searches', ['JobId']))).toEqual([
      'JobId: it may not be of media_analysis_jobs alone',
    ]);
    const locales = child('lex', 'bot_locales', ['botId'], {
      columns: [column('locale_id'), column('bot_id')],
      accessPaths: [list(['locale_id', 'bot_id'], ['botId'])],
    });
    const bots = listed('lex', 'bots', ['id']);
    expect(links(bots, locales, child('lex', 'intents', ['botId', 'localeId']))).toEqual([
      'botId <- aws.lex.bots.id',
      'botId <- aws.lex.bots.id',
      'localeId <- aws.lex.bot_locales.locale_id',
    ]);
  });

  it('takes words that mean one thing in all of AWS', () => {
    const buckets = listed('s3', 'buckets', ['bucket_name']);
    expect(links(buckets, child('s3', 'objects', ['Bucket']))).toEqual(['Bucket <- aws.s3.buckets.bucket_name']);
    expect(links(child('s3', 'objects', ['Bucket']))).toEqual(['Bucket: no resource of that name']);
  });

  it('says why it is not sure', () => {
    const number = child('eks', 'levels', ['ClusterName'], { columns: [column('cluster_name', { type: 'integer' })] });
    const twoKinds = resource('eks', 'mixed', {
      columns: [column('cluster_arn')],
      accessPaths: [
        list(['cluster_arn'], [{ name: 'ClusterName', columns: [['cluster_arn']], required: true, batch: 1 }]),
      ],
    });
    expect(links(clusters, number, twoKinds, child('eks', 'tags', ['ResourceArn', 'Id']))).toEqual([
      'ClusterName: the column cluster_name holds no text',
      'ClusterName: its names ask for arn and name',
      'ResourceArn: its name says nothing of what it is',
      'Id: its name says nothing of what it is',
    ]);
  });

  it('takes only what can be listed itself, and nothing in circles', () => {
    const one = child('x', 'ones', ['TwoId'], { columns: [column('two_id'), column('id')] });
    const two = child('x', 'twos', ['OneId'], { columns: [column('one_id'), column('id')] });
    expect(links(one, two)).toEqual(['TwoId: aws.x.twos cannot be listed', 'OneId: aws.x.ones cannot be listed']);
    const free = listed('x', 'zeros', ['id']);
    const first = child('x', 'firsts', ['ZeroId']);
    const second = child('x', 'seconds', ['FirstId']);
    expect(links(second, first, free)).toEqual(['FirstId <- aws.x.firsts.id', 'ZeroId <- aws.x.zeros.id']);
    const itself = child('x', 'folders', ['FolderId']);
    expect(links(itself)).toEqual(['FolderId: no resource of that name']);
  });

  it('lists nothing region by region for what belongs to no region', () => {
    expect(links(clusters, child('eks', 'plans', ['ClusterName'], { global: true }))).toEqual([
      'ClusterName: aws.eks.clusters is read region by region',
    ]);
  });

  it('gets one for each parent where there is no list, but nothing that is handed out', () => {
    const of = (name: string) =>
      resource('eks', name, {
        columns: [column('cluster_name')],
        accessPaths: [{ ...list(['cluster_name'], ['ClusterName']), kind: 'get', method: 'get_it' }],
      });
    expect(links(clusters, of('policies'))).toEqual(['ClusterName <- aws.eks.clusters.name']);
    expect(links(clusters, of('access_tokens'))).toEqual([]);
  });

  it('keeps the parent that an overlay gives', () => {
    const parent = { resource: 'aws.eks.others', column: 'x' };
    const given = resource('eks', 'nodegroups', {
      accessPaths: [list([], [{ name: 'ClusterName', columns: [], required: true, batch: 1, parent }])],
    });
    expect(links(clusters, given)).toEqual(['ClusterName <- aws.eks.others.x']);
  });
});

describe('the needs of Cloud Control', () => {
  const bare = list(['id'], [], { method: 'list_resource', call: cloudControl });
  const nodegroups = (needs: readonly string[], columns: readonly ColumnDescription[]) =>
    resource('eks', 'nodegroups', { columns, accessPaths: [list(['id'], needs), bare] });
  const needsOf = (...resources: readonly ResourceDescription[]) => {
    const [service] = linkParents([{ service: 'eks', resources }]).services;
    const own = service?.resources.at(-1)?.accessPaths.find(({ method }) => method === 'list_resource');
    return own?.parameters.map(({ name, parent }) => `${name} <- ${parent?.resource}.${parent?.column}`);
  };
  const clusters = listed('eks', 'clusters', ['name', 'arn']);

  it('are those of the service’s own list, as properties', () => {
    const columns = [column('id'), column('cluster_name', { property: 'ClusterName' })];
    expect(needsOf(clusters, nodegroups(['ClusterName'], columns))).toEqual(['ClusterName <- aws.eks.clusters.name']);
  });

  it('may be another property of the same parent', () => {
    const columns = [column('id'), column('cluster_arn', { property: 'ClusterArn', required: true })];
    expect(needsOf(clusters, nodegroups(['ClusterName'], columns))).toEqual(['ClusterArn <- aws.eks.clusters.arn']);
  });

  it('are none where they are not known, and where the list needs nothing', () => {
    expect(needsOf(clusters, nodegroups(['ClusterName'], [column('id')]))).toEqual([]);
    expect(needsOf(clusters, nodegroups([], [column('id')]))).toEqual([]);
  });

  it('stay as the schema says them', () => {
    const columns = [column('id'), column('cluster_name', { property: 'ClusterName' }), column('x', { property: 'X' })];
    const known = { ...bare, parameters: [{ name: 'X', columns: [['x']], required: true, batch: 1 }] };
    const own = { ...nodegroups(['ClusterName'], columns), accessPaths: [list(['id'], ['ClusterName']), known] };
    expect(needsOf(clusters, own)).toEqual(['X <- undefined.undefined']);
  });

  it('can be had of the columns that a newer schema asks for', () => {
    const columns = [
      column('cluster_name', { property: 'ClusterName', required: true }),
      column('id', { property: 'Id' }),
    ];
    const own = resource('eks', 'nodegroups', { columns, identifier: ['id'], accessPaths: [list(['id'])] });
    const [service] = linkParents([{ service: 'eks', resources: [clusters, own] }]).services;
    expect(service?.resources[1]?.parents).toEqual({ cluster_name: { resource: 'aws.eks.clusters', column: 'name' } });
  });
});
