import { describe, expect, it } from 'vitest';
import { firstParagraph, htmlToText, markdownToText } from './plain-text.ts';

describe('htmlToText', () => {
  it.each([
    ['<p>One  &lt;two&gt; &amp; <code>three</code>.</p> <p>Four.</p>', 'One <two> & three.\nFour.'],
    ['<p>Ways:</p> <ul> <li> <p>First</p> </li> <li> <p>Second</p> </li> </ul>', 'Ways:\n- First\n- Second'],
    ['It&#39;s &#x41; &unknown;', "It's A &unknown;"],
    ['<p>a</p><!-- gone --><p>b</p>', 'a\nb'],
    [undefined, ''],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('markdownToText', () => {
  it('keeps words and drops marks', () => {
    expect(markdownToText('See [the guide](https://x.y/z) . Use `a` **now**.\n\n> Note')).toBe(
      'See the guide. Use a now.\nNote',
    );
  });
});

it('firstParagraph ends at the first line', () => {
  expect(firstParagraph('One.\nTwo.')).toBe('One.');
});
