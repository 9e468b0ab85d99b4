import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMdx } from '../testing/mdx-text.ts';
import { cellCode, inlineCode } from './inline-code.ts';
import { escapeLine, oneLine, paragraphs } from './paragraphs.ts';

const words = fc.constantFrom(
  ...[
    '{',
    '}',
    '{{ Name }}',
    '<',
    '<b>',
    '</x',
    '>',
    '|',
    '`',
    '``',
    '*',
    '**a**',
    '_',
    '__a__',
    'snake_case',
    '[a](b)',
    '![',
  ],
  ...[
    '\\',
    '~~',
    '&',
    '&lt;',
    '&#123;',
    '#',
    '# a',
    '- ',
    '+ ',
    '1. ',
    '1) ',
    ':::',
    '---',
    '===',
    'import a',
    'export const',
  ],
  ...[
    'https://a.example/b_c_d',
    'https://a.example/{id}/<x>',
    'text',
    'é',
    '$x$',
    ':name',
    '<!-- a -->',
    '=',
    "'",
    '"',
    '%',
    '@',
  ],
);
const text = fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 8 }).map((parts) => parts.join(' '));
const flat = (value: string) => value.replace(/\s+/g, ' ').trim();
const plainKinds = ['root', 'paragraph', 'text', 'list', 'listItem', 'inlineCode'];

describe('text in Markdown', () => {
  it('reads as it was written, whatever it holds, at the beginning of a line', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { text: read, kinds } = readMdx(escapeLine(value));
        expect(flat(read)).toBe(flat(value));
        expect([...kinds].filter((kind) => !plainKinds.includes(kind))).toEqual([]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('reads as it was written within a line', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(flat(readMdx(`- ${inlineCode('name')} (string): ${oneLine(value)}`).text)).toBe(
          flat(`name (string): ${flat(value)}`),
        );
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('reads as it was written as code', () => {
    fc.assert(
      fc.property(
        text.filter((value) => flat(value) !== ''),
        (value) => {
          expect(flat(readMdx(`Code: ${inlineCode(value)}.`).text)).toBe(`Code: ${flat(value)}.`);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  it('makes paragraphs and lists of lines', () => {
    expect(paragraphs('One of:\n- a {b}\n- c\nimport me\n# no heading')).toBe(
      'One of:\n\n- a \\{b\\}\n- c\n\n&#105;mport me\n\n\\# no heading',
    );
    expect(oneLine('One of:\n- a\n- b\nMore.')).toBe('One of: • a • b More.');
  });

  it('keeps addresses whole and names readable', () => {
    expect(oneLine('See https://a.example/b_c. Set snake_case, or _this_.')).toBe(
      'See https://a.example/b_c. Set snake_case, or \\_this\\_.',
    );
    expect(oneLine('https://a.example/{id}')).toBe('`https://a.example/{id}`');
  });

  it('escapes what ends a cell', () => {
    expect(oneLine('a|b')).toBe('a\\|b');
    expect(cellCode('a|b')).toBe('`a\\|b`');
  });
});
