import { describe, expect, it } from 'vitest';
import type { PropertySchema, ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { cloudFormationColumns } from '../../cloudformation/columns.ts';
import type { DocumentedModel, DocumentedShape } from '../models/documented-model.ts';
import type { ServiceOverlay } from '../overlays/overlay.ts';
import { overlayOf } from '../overlays/parts.ts';
import { type InferenceType, inferService } from './infer-service.ts';
import { listOf, modelOf, structure } from './testing/small-model.ts';

function typeOf(
  name: string,
  identifier: string,
  properties: string,
  more: Record<string, PropertySchema> = {},
): InferenceType {
  const names = properties.split(' ');
  const schema: ResourceSchema = {
    typeName: `AWS::Tests::${name}`,
    properties: { ...Object.fromEntries(names.map((property) => [property, { type: 'string' as const }])), ...more },
    primaryIdentifier: identifier.split(' ').map((property) => `/properties/${property}`),
  };
  return { name: `${name.toLowerCase()}s`, schema, columns: cloudFormationColumns(schema, {}) };
}

const scalars: Record<string, DocumentedShape> = {
  Str: { type: 'string' },
  Int: { type: 'integer' },
  Time: { type: 'timestamp' },
  State: { type: 'string', enum: ['ON', 'OFF'] },
  StrList: { type: 'list', member: { shape: 'Str' }, max: 25 },
};

function infer(
  model: DocumentedModel,
  types: readonly InferenceType[],
  overlay: ServiceOverlay = overlayOf({ resources: {} }),
) {
  return inferService({ model, types, overlay, operations: Object.keys(model.operations) });
}

describe('inferService', () => {
  it('asks for ranges of the times of which both ends have an input', () => {
    const model = modelOf(
      {
        ...scalars,
        Thing: structure(
          'ThingName:Str MadeTime:Time SeenTime:Time StartDate:Time StartedAt:Time CompletionDate:Time Note:Str',
        ),
        Things: listOf('Thing'),
        // Which of its two moments of starting is meant by `StartedAfter` does not show.
        ListIn: structure(
          'MadeTimeAfter:Time MadeTimeBefore:Time SeenTimeAfter:Time NoteAfter:Str NoteBefore:Str StartedAfter:Time StartedBefore:Time ' +
            'ByCompleteAfter:Time ByCompleteBefore:Time',
        ),
        ListOut: structure('Things:Things'),
      },
      { ListThings: { input: 'ListIn', output: 'ListOut' } },
    );
    const { overlay } = infer(model, [typeOf('Thing', 'ThingName', 'ThingName')]);
    expect(overlay.resources.things?.paths?.map(({ filters }) => filters)).toEqual([
      [
        {
          column: 'made_time',
          name: 'MadeTimeAfter,MadeTimeBefore',
          style: 'member',
          operators: ['range'],
          maxValues: 1,
        },
        {
          column: 'completion_date',
          name: 'ByCompleteAfter,ByCompleteBefore',
          style: 'member',
          operators: ['range'],
          maxValues: 1,
        },
      ],
    ]);
  });

  it('reads a type by its list and its get, each member under its column', () => {
    const model = modelOf(
      {
        ...scalars,
        Thing: structure('Name:Str Arn:Str State:State Owner:Int CreatedAt:Time Region:Str'),
        Things: listOf('Thing'),
        ListIn: structure('State:State NextToken:Str'),
        ListOut: structure('Things:Things NextToken:Str'),
        GetIn: structure('ThingName:Str!'),
        GetOut: structure('Thing:Thing Notes:StrList'),
        NoSuchThing: { type: 'structure', error: { code: 'NoSuchThing' } },
      },
      {
        ListThings: { input: 'ListIn', output: 'ListOut' },
        GetThing: { input: 'GetIn', output: 'GetOut', errors: ['NoSuchThing'] },
      },
    );
    const { overlay, report } = infer(model, [typeOf('Thing', 'ThingName', 'ThingName Arn State CreatedAt')]);
    const row = { Name: 'thing_name', CreatedAt: 'native_created_at', Region: 'native_region' };
    expect(overlay.resources.things?.paths).toEqual([
      {
        operation: 'ListThings',
        kind: 'list',
        result: 'Things',
        rename: row,
        filters: [{ column: 'state', name: 'State', style: 'member', operators: ['equals'], maxValues: 1 }],
      },
      {
        operation: 'GetThing',
        kind: 'get',
        result: 'Thing',
        rename: row,
        further: { notes: '$.Notes' },
        parameters: [{ name: 'ThingName', input: 'ThingName', columns: [['thing_name']], required: true }],
      },
    ]);
    expect(overlay.operations).toMatchObject({ ListThings: 'things', GetThing: 'things' });
    expect(overlay.notFound).toEqual(['NoSuchThing']);
    expect(report.merged.find(({ operation }) => operation === 'ListThings')).toEqual({
      resource: 'things',
      type: 'AWS::Tests::Thing',
      operation: 'ListThings',
      kind: 'list',
      result: 'Things',
      identifier: { thing_name: 'Name' },
      matched: ['thing_name', 'arn', 'state'],
      apart: ['native_created_at', 'native_region'],
      needs: {},
    });
  });

  it('gets many at once, and repeats the parent that the rows leave out', () => {
    const model = modelOf(
      {
        ...scalars,
        Part: structure('PartId:Str'),
        Parts: listOf('Part'),
        ListIn: structure('ClusterName:Str! NextToken:Str'),
        BatchIn: structure('ClusterName:Str! partIds:StrList!'),
        Out: structure('Parts:Parts'),
      },
      { ListParts: { input: 'ListIn', output: 'Out' }, BatchGetParts: { input: 'BatchIn', output: 'Out' } },
    );
    const { overlay } = infer(model, [typeOf('Part', 'ClusterName PartId', 'ClusterName PartId')]);
    const cluster = { name: 'ClusterName', input: 'ClusterName', columns: [['cluster_name']], required: true };
    const further = { cluster_name: '$input.ClusterName' };
    expect(overlay.resources.parts?.paths).toEqual(
      expect.arrayContaining([
        { operation: 'ListParts', kind: 'list', result: 'Parts', further, parameters: [cluster] },
        {
          operation: 'BatchGetParts',
          kind: 'get',
          result: 'Parts',
          further,
          parameters: [
            cluster,
            { name: 'partIds', input: 'partIds', columns: [['part_id']], required: true, batch: 25 },
          ],
        },
      ]),
    );
  });

  it('takes rows that are texts for what their list is called', () => {
    const out = (list: string) =>
      modelOf({ ...scalars, Out: structure(`${list}:StrList NextToken:Str`) }, { ListThings: { output: 'Out' } });
    const paths = (list: string, identifier: string) =>
      infer(out(list), [typeOf('Thing', identifier, identifier)]).overlay.resources.things?.paths;
    expect(paths('ThingNames', 'ThingName')?.[0]?.further).toEqual({ thing_name: '$row' });
    expect(paths('things', 'Name')?.[0]?.further).toEqual({ name: '$row' });
    expect(paths('thingArns', 'Name')).toBeUndefined();
    expect(paths('things', 'Arn')).toBeUndefined();
  });

  it('does not merge rows that lack a part of the identifier, and says why', () => {
    const model = modelOf(
      { ...scalars, Thing: structure('Title:Str'), Things: listOf('Thing'), Out: structure('Things:Things') },
      { ListThings: { output: 'Out' } },
    );
    const { overlay, report } = infer(model, [typeOf('Thing', 'Id', 'Id Title')]);
    expect(overlay.resources.things?.paths).toBeUndefined();
    expect(report.unmerged).toEqual([
      { what: 'AWS::Tests::Thing', why: 'ListThings: its rows have no Id, which identifies the type' },
    ]);
  });

  it('does not take a list for a default alone for all', () => {
    const input = structure('Bus:Str NextToken:Str');
    const model = modelOf(
      {
        ...scalars,
        Rule: structure('Arn:Str'),
        Rules: listOf('Rule'),
        In: {
          ...input,
          members: {
            ...input.members,
            Bus: { shape: 'Str', documentation: '<p>If you omit this, the default event bus is used.</p>' },
          },
        },
        Out: structure('Rules:Rules'),
      },
      { ListRules: { input: 'In', output: 'Out' } },
    );
    const [pair] = infer(model, [typeOf('Rule', 'Arn', 'Arn Bus')]).report.merged;
    expect(pair?.needs).toEqual({ Bus: 'bus' });
  });

  it('does not take a call that describes a few for a list where there is another', () => {
    const model = modelOf(
      {
        ...scalars,
        Cluster: structure('ClusterName:Str'),
        Clusters: listOf('Cluster'),
        In: structure('clusterNames:StrList'),
        Out: structure('Clusters:Clusters'),
        ArnsOut: structure('clusterArns:StrList'),
      },
      { DescribeClusters: { input: 'In', output: 'Out' }, ListClusters: { output: 'ArnsOut' } },
    );
    const { report } = infer(model, [typeOf('Cluster', 'ClusterName', 'ClusterName')]);
    expect(report.merged.map(({ operation, kind }) => [operation, kind])).toEqual([['DescribeClusters', 'batch']]);
  });

  it('prefers the type that a noun is to the one that it is part of', () => {
    const model = modelOf(
      {
        ...scalars,
        Row: structure('Name:Str'),
        Rows: listOf('Row'),
        Out: structure('DomainNames:Rows'),
      },
      { ListDomainNames: { output: 'Out' } },
    );
    const { report } = infer(model, [typeOf('Domain', 'Name', 'Name'), typeOf('DomainName', 'Name', 'Name')]);
    expect(report.merged.map(({ type }) => type)).toEqual(['AWS::Tests::DomainName']);
  });

  it('takes a noun for the first of types of one name', () => {
    const model = modelOf(
      { ...scalars, Thing: structure('Name:Str'), Things: listOf('Thing'), Out: structure('Things:Things') },
      { ListThings: { output: 'Out' } },
    );
    const thing = typeOf('Thing', 'Name', 'Name');
    const { report } = infer(model, [{ ...thing, name: 'express_things' }, thing]);
    expect(report.merged.map(({ resource }) => resource)).toEqual(['things']);
  });

  describe('an overlay', () => {
    const model = modelOf(
      {
        ...scalars,
        Thing: structure('Uid:Str Size:Int Title:Str'),
        Things: listOf('Thing'),
        Out: structure('Things:Things'),
        GetIn: structure('Uid:Str!'),
      },
      { ListThings: { output: 'Out' }, GetThings: { output: 'Out' }, GetThing: { input: 'GetIn', output: 'Thing' } },
    );
    const thing = typeOf('Thing', 'Id', 'Id Title', { Size: { type: 'boolean' } });

    it('names operations whose other columns the rule finds', () => {
      const { overlay, report } = infer(
        model,
        [thing],
        overlayOf({
          resources: {
            things: {
              relationships: { title: 'aws.x.y.z' },
              readBy: [{ operation: 'ListThings', kind: 'list', result: 'Things', rename: { Uid: 'id' } }],
            },
          },
        }),
      );
      expect(overlay.resources.things).toMatchObject({
        relationships: { title: 'aws.x.y.z' },
        paths: [{ operation: 'ListThings', rename: { Uid: 'id', Size: 'native_size' } }],
      });
      expect(report.merged).toMatchObject([{ identifier: { id: 'Uid' }, apart: ['native_size'], byHand: true }]);
    });

    it('that has paths wins over the rule', () => {
      const paths = [{ operation: 'GetThings', kind: 'list', result: 'Things' }] as const;
      const { overlay } = infer(model, [thing], overlayOf({ resources: { things: { paths } } }));
      expect(overlay.resources.things?.paths).toBe(paths);
    });

    it('with no paths keeps a type unmerged', () => {
      const named = typeOf('Thing', 'Uid', 'Uid');
      expect(infer(model, [named]).report.merged).not.toEqual([]);
      const { overlay, report } = infer(model, [named], overlayOf({ resources: { things: { paths: [] } } }));
      expect(report.merged).toEqual([]);
      expect(overlay.resources.things?.paths).toEqual([]);
    });
  });

  it('gives every operation to a resource', () => {
    const model = modelOf(
      {
        ...scalars,
        Thing: structure('Id:Str'),
        Things: listOf('Thing'),
        Out: structure('Things:Things'),
        In: structure('Id:Str!'),
      },
      {
        ListThings: { output: 'Out' },
        CreateThing: { input: 'In', output: 'Thing' },
        ListOthers: { output: 'Out' },
        StartIt: { input: 'In' },
      },
    );
    const { overlay, report } = infer(model, [typeOf('Thing', 'Id', 'Id')]);
    expect(Object.keys(overlay.operations ?? {}).sort()).toEqual(Object.keys(model.operations).sort());
    expect(overlay.operations).toMatchObject({ ListThings: 'things', CreateThing: 'things', ListOthers: 'others' });
    expect(report.native?.map(({ resource }) => resource)).toContain('others');
  });

  it('leaves types without an API apart', () => {
    const { report } = inferService({
      model: undefined,
      types: [typeOf('Thing', 'Id', 'Id')],
      overlay: overlayOf({ resources: {} }),
      operations: [],
    });
    expect(report).toMatchObject({ service: 'tests', merged: [], unmerged: [{ what: 'AWS::Tests::Thing' }] });
  });
});
