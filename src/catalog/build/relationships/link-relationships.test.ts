import { describe, expect, it } from 'vitest';
import type { DocumentedType, ResourceDescription } from '../../resource-description.ts';
import { linkRelationships } from './link-relationships.ts';

function resource(
  service: string,
  name: string,
  columns: Readonly<Record<string, DocumentedType>>,
  relationships: Readonly<Record<string, string>> = {},
): ResourceDescription {
  return {
    provider: 'aws',
    service,
    name,
    title: name,
    description: name,
    identifier: Object.keys(columns).slice(0, 1),
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, description: '' })),
    methods: [],
    accessPaths: [],
    permissions: {},
    relationships: Object.entries(relationships).map(([column, references]) => ({ column, references })),
  };
}

function linked(...resources: readonly ResourceDescription[]) {
  const services = [...new Set(resources.map(({ service }) => service))].map((service) => ({
    resources: resources.filter((own) => own.service === service),
  }));
  const all = linkRelationships(services).flatMap((service) => service.resources);
  return (name: string) => {
    const found = all.find((own) => `${own.service}.${own.name}` === name);
    return {
      references: Object.fromEntries(
        (found?.relationships ?? []).map(({ column, references }) => [column, references]),
      ),
      by: (found?.referencedBy ?? []).map(({ column, by }) => `${column} <- ${by}`),
    };
  };
}

const vpcs = resource('ec2', 'vpcs', { vpc_id: 'string' });
const subnets = resource('ec2', 'subnets', { subnet_id: 'string', vpc_id: 'string' });
const groups = resource('ec2', 'security_groups', { group_id: 'string', vpc_id: 'string' });

describe('linkRelationships', () => {
  it('finds what the columns of a service refer to by their names, lists as well', () => {
    const of = linked(
      vpcs,
      subnets,
      groups,
      resource('ec2', 'ports', { port_id: 'string', subnet_ids: 'array', security_group_ids: 'array' }),
    );
    expect(of('ec2.subnets').references).toEqual({ vpc_id: 'aws.ec2.vpcs.vpc_id' });
    expect(of('ec2.ports').references).toEqual({
      subnet_ids: 'aws.ec2.subnets.subnet_id',
      security_group_ids: 'aws.ec2.security_groups.group_id',
    });
    expect(of('ec2.vpcs').by).toEqual(['vpc_id <- aws.ec2.security_groups.vpc_id', 'vpc_id <- aws.ec2.subnets.vpc_id']);
  });

  it('knows names that mean the same in every service', () => {
    const of = linked(
      resource('iam', 'roles', { role_name: 'string', arn: 'string' }),
      subnets,
      resource('lambda', 'functions', {
        function_name: 'string',
        execution_role_arn: 'string',
        vpc_subnet_ids: 'array',
      }),
    );
    expect(of('lambda.functions').references).toEqual({
      execution_role_arn: 'aws.iam.roles.arn',
      vpc_subnet_ids: 'aws.ec2.subnets.subnet_id',
    });
  });

  it("leaves a column alone that is the resource's own, or of another type", () => {
    const of = linked(
      resource('iam', 'policies', { policy_name: 'string', arn: 'string' }),
      resource('iam', 'group_policies', { policy_name: 'string', policy_arn: 'object' }),
    );
    expect(of('iam.policies').references).toEqual({});
    expect(of('iam.group_policies').references).toEqual({});
  });

  it('drops what refers to nothing that there is', () => {
    const stated = { image_id: 'aws.ec2.images.image_id', vpc_id: 'aws.ec2.vpcs.id', gone: 'aws.ec2.vpcs.vpc_id' };
    const of = linked(
      vpcs,
      resource('app', 'fleets', { fleet_id: 'string', image_id: 'string', vpc_id: 'string' }, stated),
    );
    expect(of('app.fleets').references).toEqual({ vpc_id: 'aws.ec2.vpcs.vpc_id' });
  });

  it('lets what is stated win over names', () => {
    const stated = { vpc_id: 'aws.ec2.subnets.vpc_id' };
    const of = linked(vpcs, subnets, resource('app', 'fleets', { fleet_id: 'string', vpc_id: 'string' }, stated));
    expect(of('app.fleets').references).toEqual(stated);
  });

  it('gives the same the second time', () => {
    const services = [{ resources: [vpcs, subnets, groups] }];
    const once = linkRelationships(services);
    expect(linkRelationships(once)).toEqual(once);
  });
});
