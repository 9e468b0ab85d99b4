import { describe, expect, it } from 'vitest';
import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { changePermissions, type PermittedChange } from './change-permissions.ts';

const role = 'arn:aws:iam::123456789012:role/builder';
const baskets: ResourceDescription = {
  provider: 'aws',
  service: 'shop',
  name: 'baskets',
  title: 'Basket',
  description: '',
  identifier: ['basket_id'],
  columns: [],
  methods: [],
  accessPaths: [],
  permissions: {},
  relationships: [],
  arn: {
    template: `arn:\${Partition}:shop:\${Region}:\${Account}:basket/\${BasketId}`,
    variables: { BasketId: 'basket_id' },
    actions: ['shop:DeleteBasket', 'shop:FillBasket'],
  },
};

function method(rest: Partial<MethodDescription>): MethodDescription {
  return {
    name: 'fill_basket',
    verb: 'EXEC',
    requiredParameters: [],
    description: '',
    changes: true,
    permissions: ['shop:FillBasket'],
    call: {
      api: 'native',
      service: 'shop',
      operation: 'FillBasket',
      result: '',
      columns: {},
      inputs: { basket_id: 'BasketId' },
      filters: {},
    },
    ...rest,
  };
}

function handler(rest: Partial<MethodDescription> = {}): MethodDescription {
  return method({
    name: 'delete_resource',
    permissions: ['cloudformation:DeleteResource', 'cloudformation:GetResourceRequestStatus', 'shop:DeleteBasket'],
    call: { api: 'cloud-control', type: 'AWS::Shop::Basket', handler: 'delete' },
    ...rest,
  });
}

function change(rest: Partial<PermittedChange>): PermittedChange {
  return {
    kind: 'execute',
    scope: { connection: 'main', region: 'eu-west-1' },
    values: {},
    wait: true,
    ...rest,
  };
}

describe('changePermissions', () => {
  it('narrows what is about the identified resources alone', () => {
    const requests = ['a', 'b'].map((identifier) => change({ kind: 'delete', key: [identifier] }));
    expect(changePermissions(baskets, handler(), requests)).toMatchObject([
      {
        actions: handler().permissions,
        limitedTo: {
          actions: ['shop:DeleteBasket'],
          arns: ['arn:aws:shop:eu-west-1:*:basket/a', 'arn:aws:shop:eu-west-1:*:basket/b'],
        },
      },
    ]);
  });

  it('finds the identifier among the arguments of a native method', () => {
    const [known] = changePermissions(baskets, method({}), [change({ values: { BasketId: 'a' } })]);
    expect(known?.limitedTo?.arns).toEqual(['arn:aws:shop:eu-west-1:*:basket/a']);
    const [unknown] = changePermissions(baskets, method({}), [change({ values: { BasketName: 'a' } })]);
    expect(unknown?.limitedTo).toBeUndefined();
  });

  it('does not ask for following a request that is not waited for', () => {
    const needs = changePermissions(baskets, handler(), [change({ kind: 'delete', key: ['a'], wait: false })]);
    expect(needs.flatMap(({ actions }) => actions)).toEqual(['cloudformation:DeleteResource', 'shop:DeleteBasket']);
  });

  it('asks for passing a role that is sent, for that role, and says that it is derived', () => {
    const values = { Settings: { Roles: [{ Arn: role }] } };
    expect(changePermissions(baskets, method({}), [change({ values })])).toContainEqual({
      resource: 'aws.shop.baskets',
      method: 'fill_basket',
      actions: ['iam:PassRole'],
      limitedTo: { actions: ['iam:PassRole'], arns: [role] },
      note: expect.stringContaining('derived'),
    });
    const patch = [{ op: 'replace', path: '/RoleArn', value: role }] as const;
    const derived = handler({ permissionsNote: 'derived' });
    const update = changePermissions(baskets, derived, [change({ kind: 'update', key: ['a'], patch })]);
    expect(update.map(({ actions }) => actions)).toContainEqual(['iam:PassRole']);
  });

  it.each([
    ['AWS says what the handler needs', handler(), baskets],
    ['nothing is changed', method({ changes: false }), baskets],
    ['IAM itself is called', method({}), { ...baskets, service: 'iam' }],
  ])('does not where %s', (_, own, description) => {
    const needs = changePermissions(description, own, [change({ values: { RoleArn: role } })]);
    expect(needs.flatMap(({ actions }) => actions)).not.toContain('iam:PassRole');
  });
});
