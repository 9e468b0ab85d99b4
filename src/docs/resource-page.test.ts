import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { resourceFile, resourcePage } from './resource-page.ts';
import { readMdx } from './testing/mdx-text.ts';
import { documentedBoxes } from './testing/sample-resource.ts';

const page = resourcePage(documentedBoxes());
const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

describe('the page of a resource', () => {
  it('begins with what it is', () => {
    expect(page.split('\n## ')[0]).toBe(
      '# `aws.shop.boxes`\n\n`aws.shop.boxes` answers `SELECT`, `INSERT`, `UPDATE`, `DELETE` and `EXEC`. `aws.shop.box` is the same resource, one at a time.\n',
    );
    expect(section('Overview')).toContain('| **CloudFormation type** | `AWS::Shop::Box` |');
  });

  it('has the fields, and what is inside those of JSON', () => {
    expect(section('Fields')).toContain(
      '| `name` | `string` | The name, such as \\{a\\|b\\}. *Required at creation.* *Fixed at creation.* |',
    );
    expect(section('Fields')).toContain('| `order` | `integer` | Its place \\<n>. |');
    expect(section('Fields')).toContain('| `arn` | `string` | The ARN of the box. *Set by AWS.* |');
    expect(section('Fields')).toContain('| `secret` | `string` | Its lock. *Never read back.* |');
    expect(section('Fields').split('### Inside the JSON fields')[1]?.trim()).toBe(
      [
        '#### `size`\n\nObject:\n',
        '- `Width` (integer, required): From left to right.',
        '- `Unit` (string): What is counted. One of: `cm`, `in`.',
        '- `Inner` (object): The inner. It holds the structure that it stands in once more.',
        '\n#### `content`\n\nArray of objects:\n',
        '- `kind` (string): What it is. One of: `SOFT`, `HARD`.',
        '- `labels` (map of strings): The labels.',
        '\n#### `tree`\n\nObject:\n',
        '- `name` (string): The name.',
        '- `parent` (object): The parent. It holds the structure that it stands in once more.',
      ].join('\n'),
    );
  });

  it('has the methods, with what goes in and comes out of those of the own API', () => {
    expect(section('Methods')).toContain(
      '| `update_resource` | `UPDATE` | `data__Identifier, data__PatchDocument, region` | Does update \\{with\\} \\<care> \\| speed. |',
    );
    expect(section('Methods').split('### `get_box`')[1]?.trim()).toBe(
      [
        'Gets a box.\n\nMind:\n\n- \\{this\\}\n- \\<that>\n',
        "Calls `GetBox` ([AWS's own page](https://docs.aws.amazon.com/goto/WebAPI/shop-1/GetBox)).\n",
        '**Input**\n\n- `boxArn` (string, required): The box arn.\n',
        '**Output**\n',
        '- `box` (object): The box.',
        '  - `arn` (string): The arn.',
        '  - `content` (array of objects): The things. • one • two',
        '    - `kind` (string): What it is. One of: `SOFT`, `HARD`.',
        '    - `labels` (map of strings): The labels.',
        '  - `tree` (object): The tree.',
        '    - `name` (string): The name.',
        '    - `parent` (object): The parent. It holds the structure that it stands in once more.',
        '\n**Errors**: `NoSuchBox`',
      ].join('\n'),
    );
  });

  it('has statements for every verb', () => {
    const statements = [...page.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(([, sql]) => sql);
    expect(statements).toEqual([
      "SELECT\n  region,\n  arn\nFROM aws.shop.boxes\nWHERE region = 'us-east-1';",
      `SELECT\n  region,\n  arn,\n  name,\n  "order",\n  size,\n  content,\n  tree\nFROM aws.shop.boxes\nWHERE region = 'us-east-1'\n  AND data__Identifier = '<Arn>';`,
      "/*+ create */\nINSERT INTO aws.shop.boxes (\n  Name,\n  region\n)\nSELECT\n  'AAA',\n  'us-east-1';",
      `/*+ create */\nINSERT INTO aws.shop.boxes (\n  Name,\n  "Order",\n  Size,\n  Secret,\n  region\n)\nSELECT\n  'AAA',\n  7,\n  '{"Width":1,"Unit":"cm","Inner":{"Width":1}}',\n  'Example-Password-1',\n  'us-east-1';`,
      `UPDATE aws.shop.boxes\nSET "order" = 7\nWHERE data__Identifier = '<Arn>'\n  AND region = 'us-east-1';`,
      `UPDATE aws.shop.boxes\nSET data__PatchDocument = '[{"op":"replace","path":"/Order","value":7}]'\nWHERE data__Identifier = '<Arn>'\n  AND region = 'us-east-1';`,
      "/*+ delete */\nDELETE FROM aws.shop.boxes\nWHERE data__Identifier = '<Arn>'\n  AND region = 'us-east-1';",
      "EXEC aws.shop.boxes.get_box\n  @boxArn = 'arn:aws:example:us-east-1:123456789012:example',\n  @region = 'us-east-1';",
    ]);
  });

  it('asks no region of what is global', () => {
    const own = resourcePage(documentedBoxes({ global: true }));
    const statements = [...own.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(([, sql = '']) => sql);
    expect(statements.filter((sql) => /us-east-1'|\bregion\b/.test(sql.replace(/arn:\S+/g, '')))).toEqual([]);
    expect(own).not.toContain('vars.AWS_REGION');
  });

  it('has the manifest of a stack', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)\n```/.exec(page) ?? [];
    expect(parse(yaml)).toEqual({
      version: 1,
      name: 'stack name',
      description: 'stack description',
      providers: ['aws'],
      globals: [{ name: 'region', value: '{{ vars.AWS_REGION }}' }],
      resources: [
        {
          name: 'box',
          props: [
            { name: 'Name', value: '{{ Name }}' },
            { name: 'Order', value: '{{ Order }}' },
            { name: 'Size', value: { Width: '{{ Width }}', Unit: '{{ Unit }}', Inner: '{{ Inner }}' } },
            { name: 'Secret', value: '{{ Secret }}' },
          ],
        },
      ],
    });
  });

  it('has the permissions and the relationships', () => {
    expect(section('Permissions')).toContain(
      '### Create\n\n- `shop:create`\n\nThrough Cloud Control also `cloudformation:create`.',
    );
    expect(section('Permissions')).toContain('| `get_box` | `shop:GetBox` |');
    expect(section('Permissions')).toContain('Note: Follows from the name.');
  });

  it('says of each operation what is derived, and has those whose actions are not known', () => {
    const methods = documentedBoxes().description.methods.map((method) =>
      method.call.api === 'cloud-control' ? { ...method, permissionsNote: `not known of ${method.name}` } : method,
    );
    const text = resourcePage(documentedBoxes({ methods, permissions: { create: ['shop:create'] } }));
    const operation = (title: string) => text.split(`\n### ${title}\n`)[1]?.split('\n###')[0] ?? '';
    expect(operation('Create')).toContain('Note: not known of create_resource');
    expect(operation('Update')).toContain('- `cloudformation:update`');
    expect(operation('Update')).toContain('Note: not known of update_resource');
    expect(section('Relationships')).toContain('| `name` | `aws.shop.names.name` |');
    expect(section('Relationships')).toContain('| `arn` | `aws.shop.shelves.box_arn` |');
  });

  it('has front matter as a file of a site, and is MDX', () => {
    const file = resourceFile(documentedBoxes({ description: 'x' }));
    const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
    expect(parse(front)).toMatchObject({
      title: 'boxes',
      sidebar_label: 'boxes',
      keywords: expect.arrayContaining(['shop']),
    });
    const { text, kinds } = readMdx(body);
    expect(text).toContain('Its place <n>.');
    expect([...kinds].filter((kind) => kind.startsWith('mdx'))).toEqual([]);
  });
});
