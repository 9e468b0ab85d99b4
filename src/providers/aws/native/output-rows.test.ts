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
});
