import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceModel, ShapeReference, WireStructure } from '../../service-model.ts';
import { WireError } from '../wire-error.ts';
import { XmlCursor } from './xml-cursor.ts';
import { xmlPlanOf } from './xml-plan.ts';
import { readXmlStructure } from './xml-reader.ts';
import { writeXmlMembers } from './xml-writer.ts';

const model: ServiceModel = {
  service: 'test',
  metadata: { apiVersion: '1', endpointPrefix: 'test', protocol: 'query', serviceId: 'Test' },
  operations: {},
  paginators: {},
  shapes: {
    Text: { type: 'string' },
    Number: { type: 'integer' },
    Time: { type: 'timestamp' },
    Blob: { type: 'blob' },
    Names: { type: 'list', member: { shape: 'Text' } },
    FlatNames: { type: 'list', member: { shape: 'Text', locationName: 'Name' }, flattened: true },
    Tags: { type: 'map', key: { shape: 'Text', locationName: 'Key' }, value: { shape: 'Text', locationName: 'Value' } },
    FlatTags: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Number' }, flattened: true },
    Tree: {
      type: 'structure',
      members: {
        Label: { shape: 'Text', locationName: 'label' },
        Count: { shape: 'Number' },
        At: { shape: 'Time' },
        Data: { shape: 'Blob' },
        Names: { shape: 'Names' },
        FlatNames: { shape: 'FlatNames' },
        Tags: { shape: 'Tags' },
        FlatTags: { shape: 'FlatTags', locationName: 'FlatTag' },
        Left: { shape: 'Tree' },
      },
    },
  },
};
const tree: ShapeReference = { shape: 'Tree' };

function read(xml: string | Uint8Array) {
  const cursor = new XmlCursor(xml);
  cursor.enterRoot();
  return readXmlStructure(cursor, xmlPlanOf(model, tree));
}

describe('readXmlStructure', () => {
  it('reads every kind of member', () => {
    const value = {
      Label: 'a',
      Count: -7,
      At: '2026-01-31T10:20:30.000Z',
      Data: new Uint8Array([0, 255]),
      Names: ['b', ''],
      FlatNames: ['c', 'd'],
      Tags: { e: 'f', __proto: 'g' },
      FlatTags: { h: 1, i: 2 },
      Left: { Label: 'j', Left: { Names: [] } },
    };
    const style = { keepsMilliseconds: true, listElement: 'member' };
    const xml = writeXmlMembers(model, tree, value, style);
    expect(xml).toBe(
      '<label>a</label><Count>-7</Count><At>2026-01-31T10:20:30.000Z</At><Data>AP8=</Data>' +
        '<Names><member>b</member><member/></Names><Name>c</Name><Name>d</Name>' +
        '<Tags><entry><Key>e</Key><Value>f</Value></entry><entry><Key>__proto</Key><Value>g</Value></entry></Tags>' +
        '<FlatTag><key>h</key><value>1</value></FlatTag><FlatTag><key>i</key><value>2</value></FlatTag>' +
        '<Left><label>j</label><Left><Names/></Left></Left>',
    );
    expect(read(`<r>${xml}</r>`)).toEqual(value);
  });

  it('reads what other writers write', () => {
    const xml = `<?xml version="1.0"?>
      <!DOCTYPE r [<!ENTITY x "y">]>
      <!-- a > comment -->
      <ns:r xmlns:ns="urn:x" a='>'>
        <unknown><label>no</label><deep><er/></deep></unknown>
        <ns:label a="1 > 0" >a &lt;&amp;&gt; &#x1F600;&#65;<![CDATA[<raw>&amp;]]><!-- gone -->!</ns:label >
        <Count/>
        <Names>
          <member> x </member>
          <anything>y</anything>
        </Names>
        <Left
          />
      </ns:r>`;
    expect(read(xml)).toEqual({ Label: 'a <&> 😀A<raw>&amp;!', Names: [' x ', 'y'], Left: {} });
  });

  it('reads the values of rows that are alike, and of those that differ in the end alone', () => {
    const labels = [
      'a',
      'a',
      'ab',
      'a',
      '',
      'a',
      '&lt;',
      '&lt;',
      'ä',
      'ä',
      '日本',
      '日',
      ' a',
      'a longer text',
      'a longer text',
    ];
    const nest = labels.map((label) => `<Left><label>${label}</label><Count>12</Count><Data>AP8=</Data>`).join('');
    let row: WireStructure = read(`<r>${nest}${'</Left>'.repeat(labels.length)}</r>`);
    const rows: WireStructure[] = [];
    while (row.Left !== undefined) {
      row = row.Left as WireStructure;
      rows.push(row);
    }
    expect(rows.map(({ Label }) => Label)).toEqual(labels.map((label) => label.replace('&lt;', '<')));
    expect(new Set(rows.map(({ Count }) => Count))).toEqual(new Set([12]));
    expect(new Set(rows.map(({ Data }) => Data)).size).toBe(labels.length);
  });

  it('reads text as bytes and as characters alike', () => {
    const text = fc.array(fc.constantFrom('a', '7', '\n', '\r', '&', '<', 'é', '日', '😀'), { maxLength: 20 });
    const leaf = fc.record({ Label: text.map((parts) => parts.join('')), Count: fc.integer() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 6 }), (leaves) => {
        const structure = leaves.reduce<WireStructure>((left, one) => ({ ...one, Left: left }), {});
        const xml = `<r>${writeXmlMembers(model, tree, structure, { keepsMilliseconds: true, listElement: 'member' })}</r>`;
        expect(read(xml)).toEqual(structure);
        expect(read(Buffer.from(xml))).toEqual(structure);
      }),
    );
  });

  it('expands no entity of a document type', () => {
    expect(read('<!DOCTYPE r [<!ENTITY x "y">]><r><label>&x;</label></r>')).toEqual({ Label: '&x;' });
  });

  it('keeps a member named __proto__ an ordinary one', () => {
    const read__proto__ = read('<r><Tags><entry><Key>__proto__</Key><Value>v</Value></entry></Tags></r>');
    expect(Object.entries(read__proto__.Tags ?? {})).toEqual([['__proto__', 'v']]);
  });

  it.each([
    '',
    'plain text',
    '<r',
    '<r>',
    '<r><label>a',
    '<r><label>a</label',
    '<r><label a="b></label></r>',
    '<r><!-- <label>a</label></r>',
    '<r><label><![CDATA[a</label></r>',
    '<r><Count>many</Count></r>',
    '<r><At>2026-13-45T00:00:00Z</At></r>',
    '<r><Data>*</Data></r>',
    `<r>${'<Left>'.repeat(100_000)}`,
    `<r>${'<Left>'.repeat(1000)}${'</Left>'.repeat(1000)}</r>`,
    `<r>${'<x>'.repeat(100_000)}`,
  ])('refuses %.40s', (xml) => {
    expect(() => read(xml)).toThrow(WireError);
  });
});
