import { createHttpClient } from '../src/aws/http/http-client.ts';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import { signRequest } from '../src/aws/signing/sign-request.ts';

/** The same pages with nothing around them: asked for, side by side by region, and parsed. What a query is held against. */
export async function fetchPages(endpoint: string, regions: readonly string[], accessKeyId: string): Promise<number> {
  const model = await loadServiceModel('ec2');
  const protocol = protocolFor(model);
  const client = createHttpClient();
  const countIn = async (region: string): Promise<number> => {
    let count = 0;
    let token: string | undefined;
    do {
      const input: WireStructure = { MaxResults: 1000, ...(token === undefined ? {} : { NextToken: token }) };
      const request = protocol.encodeRequest(model, 'DescribeImages', input);
      const headers = signRequest({
        request,
        host: new URL(endpoint).host,
        credentials: { accessKeyId, secretAccessKey: 'test' },
        region,
        service: 'ec2',
        now: Date.now(),
      });
      const response = await client.sendRequest(endpoint, { ...request, headers });
      const output = protocol.decodeResponse(model, 'DescribeImages', response);
      count += Array.isArray(output.Images) ? output.Images.length : 0;
      token = typeof output.NextToken === 'string' && output.NextToken !== '' ? output.NextToken : undefined;
    } while (token !== undefined);
    return count;
  };
  const counts = await Promise.all(regions.map(countIn));
  client.close();
  return counts.reduce((sum, count) => sum + count, 0);
}
