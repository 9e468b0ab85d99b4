import { describe, expect, it } from 'vitest';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { createRowReader } from './row-reader.ts';

const description: ResourceDescription = {
  provider: 'aws',
  service: 'things',
  name: 'things',
  title: 'things',
  description: '',
  identifier: [],
  columns: [],
  methods: [],
  accessPaths: [],
  permissions: {},
  relationships: [],
};
const arn = 'arn:aws:ecs:us-east-1:111122223333:cluster/web';

/** The rows of an output, its columns at these paths. */
function rows(
  result: string,
  columns: Record<string, string>,
  output: Parameters<ReturnType<typeof createRowReader>>[0],
) {
  const read = createRowReader({ result, columns }, description, undefined, new Set(Object.keys(columns)));
  return read(output, { cluster: 'c1' });
}

describe('createRowReader', () => {
  it('takes what follows the last slash', () => {
    expect(rows('zones', { id: 'Id#name' }, { zones: [{ Id: '/hostedzone/Z1' }, { Id: 'Z2' }, {}] })).toEqual([
      { id: 'Z1' },
      { id: 'Z2' },
      { id: null },
    ]);
  });

  it('takes it of rows that are texts, and of what the call was given', () => {
    expect(rows('arns', { name: '$row#name', arn: '$row', cluster: '$input.cluster' }, { arns: [arn] })).toEqual([
      { name: 'web', arn, cluster: 'c1' },
    ]);
  });

  it('takes the account of an ARN', () => {
    expect(rows('one', { owner: 'arn#account' }, { one: { arn } })).toEqual([{ owner: '111122223333' }]);
  });
});
