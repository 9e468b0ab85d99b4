import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatted, imageColumns, imageRows, textResults } from './output-fixtures.ts';

it('writes a table with NULL told from text', () => {
  expect(formatted('html', imageColumns, imageRows)).toBe(
    '<table>\n<thead>\n<tr><th>name</th><th align="right">size</th><th>tags</th></tr>\n</thead>\n<tbody>\n' +
      '<tr><td>web</td><td align="right">8</td><td>{&quot;team&quot;:&quot;a&quot;}</td></tr>\n' +
      '<tr><td>データ</td><td align="right">1024</td><td class="null">NULL</td></tr>\n</tbody>\n</table>\n',
  );
});

it('lets no cell be markup, whatever it holds', () => {
  const columns = [{ name: '<b>', type: 'VARCHAR' }];
  const text = formatted('html', columns, [{ '<b>': '<script>alert("x")</script>&amp;\n\'' }]);
  expect(text).toContain('<th>&lt;b&gt;</th>');
  expect(text).toContain('<td>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;<br>&#39;</td>');
  fc.assert(
    fc.property(textResults, ({ columns: own, rows }) => {
      const tags = formatted('html', own, rows).match(/<[^>]*>/g) ?? [];
      for (const tag of tags) expect(tag).toMatch(/^<(\/?(table|thead|tbody|tr|th|td)|td class="null"|br)>$/);
    }),
    { seed: 3, numRuns: process.env.SKYQL_LONG === undefined ? 20 : 500 },
  );
});
