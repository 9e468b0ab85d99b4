import { describe, expect, it } from 'vitest';
import { firstParagraph, htmlToText, markdownToText, summaryOf } from './plain-text.ts';

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

describe('summaryOf', () => {
  it.each([
    ['<note> <p>Use the console.</p> </note> <p>Imports an <i>image</i>.</p> <p>More.</p>', 'Imports an image.'],
    ['<important><p>Once.</p></important><note><p>Twice.</p></note><p>Says it.</p>', 'Says it.'],
    ['<p>Says it.</p> <note> <p>Later.</p> </note>', 'Says it.'],
    ['<note> <p>Nothing but this.</p> </note>', 'Nothing but this.'],
    [undefined, ''],
  ])('%j', (html, text) => {
    expect(summaryOf(html)).toBe(text);
  });
});
