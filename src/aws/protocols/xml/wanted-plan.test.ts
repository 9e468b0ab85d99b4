import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceModel, WireStructure } from '../../service-model.ts';
import { wantedXmlPlan } from './wanted-plan.ts';
import { XmlCursor } from './xml-cursor.ts';
import { xmlPlanOf } from './xml-plan.ts';
import { readXmlStructure } from './xml-reader.ts';
import { writeXmlMembers } from './xml-writer.ts';

const model: ServiceModel = {
  operations: {},
  paginators: {},
  metadata: { apiVersion: '2016-11-15', endpointPrefix: 'shop', protocol: 'ec2', serviceId: 'Shop' },
  service: 'shop',
  shapes: {
    Text: { type: 'string' },
    Number: { type: 'integer' },
    Tags: { type: 'list', member: { shape: 'Tag', locationName: 'item' } },
    Tag: { type: 'structure', members: { Key: { shape: 'Text' }, Value: { shape: 'Text' } } },
    Item: {
      type: 'structure',
      members: {
        Id: { shape: 'Text', locationName: 'itemId' },
        Count: { shape: 'Number' },
        Tags: { shape: 'Tags', locationName: 'tagSet' },
        Part: { shape: 'Item' },
      },
    },
    Items: { type: 'list', member: { shape: 'Item', locationName: 'item' } },
    Order: { type: 'structure', members: { Owner: { shape: 'Text' }, Items: { shape: 'Items' } } },
    Orders: { type: 'list', member: { shape: 'Order', locationName: 'item' } },
    Answer: {
      type: 'structure',
      members: { Items: { shape: 'Items' }, Orders: { shape: 'Orders' }, NextToken: { shape: 'Text' } },
    },
  },
};
const answer = { shape: 'Answer' };
const style = { keepsMilliseconds: true, listElement: 'item' };

function readWanted(xml: string, path: string, members: readonly string[]): WireStructure {
  const cursor = new XmlCursor(xml);
  cursor.enterRoot();
  return readXmlStructure(cursor, wantedXmlPlan(model, answer, { path, members: new Set(members) }));
}

describe('wantedXmlPlan', () => {
  const text = fc.constantFrom('', 'a', '<b>', 'x > y', '&', ' ', "'");
  const tag = fc.record({ Key: text, Value: text }, { requiredKeys: [] });
  const leaf = { Id: text, Count: fc.integer(), Tags: fc.array(tag, { maxLength: 2 }) };
  const item = fc.record({ ...leaf, Part: fc.record(leaf, { requiredKeys: [] }) }, { requiredKeys: [] });
  const items = fc.array(item, { maxLength: 4 });
  const whole = fc.record(
    { Items: items, Orders: fc.array(fc.record({ Owner: text, Items: items }), { maxLength: 3 }), NextToken: text },
    { requiredKeys: [] },
  );
  const wanted = fc.subarray(['Id', 'Count', 'Tags', 'Part']);
  type Whole = {
    readonly Items?: readonly object[];
    readonly Orders?: readonly { readonly Items: readonly object[] }[];
  };
  const only = (rows: readonly object[], members: readonly string[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => members.includes(name))));

  it('reads rows without the members that nobody wants, and all else as it is', () => {
    fc.assert(
      fc.property(whole, wanted, (given, members) => {
        const xml = `<r>${writeXmlMembers(model, answer, given as WireStructure, style)}</r>`;
        const { Items, Orders }: Whole = given;
        expect(readWanted(xml, 'Items', members)).toEqual({
          ...given,
          ...(Items !== undefined && { Items: only(Items, members) }),
        });
        expect(readWanted(xml, 'Orders.Items', members)).toEqual({
          ...given,
          ...(Orders !== undefined && {
            Orders: Orders.map((order) => ({ ...order, Items: only(order.Items, members) })),
          }),
        });
      }),
    );
  });

  it('passes over whatever stands in what nobody wants', () => {
    const xml = `<r><Items><item><Part/><Part a="/>" ><itemId>no<!-- </Part> --></itemId><x/><y><![CDATA[</Part>]]></y></Part
      ><itemId>one</itemId><tagSet><item><Key>k</Key></item></tagSet></item></Items><NextToken>t</NextToken></r>`;
    expect(readWanted(xml, 'Items', ['Id'])).toEqual({ Items: [{ Id: 'one' }], NextToken: 't' });
    expect(() => readWanted('<r><Items><item><Part><itemId>', 'Items', ['Id'])).toThrow('not well-formed');
  });

  it('leaves the plan of the whole as it is, and is made once', () => {
    const of = { path: 'Items', members: new Set(['Id', 'Count']) };
    const plan = wantedXmlPlan(model, answer, of);
    expect(wantedXmlPlan(model, answer, { ...of, members: new Set(['Count', 'Id']) })).toBe(plan);
    const cursor = new XmlCursor('<r><Items><item><Count>1</Count><tagSet/></item></Items></r>');
    cursor.enterRoot();
    expect(readXmlStructure(cursor, xmlPlanOf(model, answer))).toEqual({ Items: [{ Count: 1, Tags: [] }] });
  });
});
