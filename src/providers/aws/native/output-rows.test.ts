import { describe, expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import { imagebuilder } from '../testing/models.ts';
import { outputRows } from './output-rows.ts';

describe('outputRows', () => {
  it('takes the elements of the paged list', () => {
    const outputs = [
      { requestId: 'r', imageVersionList: [{ arn: 'a' }] },
      { imageVersionList: [{ arn: 'b', state: { status: 'X' } }] },
    ];
    expect(outputRows(imagebuilder, 'ListImages', outputs)).toEqual([
      { arn: 'a' },
      { arn: 'b', state: { status: 'X' } },
    ]);
  });

  it('is one row of the output otherwise, structures as they are', () => {
    const output = { requestId: 'r', image: { arn: 'a', imageTestsConfiguration: { imageTestsEnabled: true } } };
    expect(outputRows(imagebuilder, 'GetImage', [output])).toEqual([{ request_id: 'r', image: output.image }]);
  });

  it('is no row for an empty list and for no output', () => {
    expect(outputRows(imagebuilder, 'ListImages', [{ imageVersionList: [] }])).toEqual([]);
    expect(outputRows(imagebuilder, 'GetImage', [{}])).toEqual([]);
  });

  it('joins the pages of a list of names', () => {
    const model: ServiceModel = {
      ...imagebuilder,
      shapes: {
        ...imagebuilder.shapes,
        ListImagesResponse: { type: 'structure', members: { names: { shape: 'FilterValues' } } },
      },
      paginators: { ListImages: { input_token: 't', output_token: 't', result_key: 'names' } },
    };
    expect(outputRows(model, 'ListImages', [{ names: ['a'] }, { names: ['b'] }])).toEqual([{ names: ['a', 'b'] }]);
  });

  it('joins pages inside a structure, adds up counts, and keeps no token of a page that was followed', () => {
    const model: ServiceModel = {
      ...imagebuilder,
      paginators: { ListImages: { input_token: 't', output_token: 'next', result_key: ['set.rows', 'count'] } },
    };
    const outputs = [
      { set: { rows: ['a'], about: 'x' }, count: 1, size: 5, next: 'p2' },
      { set: { rows: ['b', 'c'], about: 'x' }, count: 2, size: 5 },
    ];
    expect(outputRows(model, 'ListImages', outputs)).toEqual([
      { set: { rows: ['a', 'b', 'c'], about: 'x' }, count: 3, size: 5 },
    ]);
    expect(outputRows(model, 'ListImages', outputs.slice(0, 1))).toMatchObject([{ next: 'p2' }]);
  });
});
