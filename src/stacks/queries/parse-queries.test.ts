import { describe, expect, it } from 'vitest';
import { parseQueries } from './parse-queries.ts';

const parse = (text: string) => parseQueries({ name: 'image.iql', text });
const faultOf = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    return `${code} ${message} ${hint}`;
  }
  return 'none';
};

describe('a query file', () => {
  it('has a query for each anchor, with its options', () => {
    const queries = parse(`-- an image
/*+ preflight */
SELECT count(*) AS count FROM aws.sagemaker.images;

/*+ create */
INSERT INTO t
/*+ AWAIT */
SELECT 1;
/*+ statecheck, retries=5, retry_delay=10 */
SELECT 1 AS count
/*+ callback:create, short_circuit_field=ProgressEvent.OperationStatus, short_circuit_value=SUCCESS */
SELECT 1 AS success
`);
    expect([...queries.keys()]).toEqual(['exists', 'create', 'statecheck', 'callback:create']);
    expect(queries.get('create')?.template.text).toBe('INSERT INTO t\n/*+ AWAIT */\nSELECT 1');
    expect(queries.get('statecheck')?.options).toMatchObject({ retries: 5, retryDelay: 10 });
    expect(queries.get('exists')?.options).toMatchObject({ retries: 1, retryDelay: 0 });
    expect(queries.get('callback:create')?.options).toMatchObject({
      retries: 3,
      shortCircuit: { field: 'ProgressEvent.OperationStatus', value: 'SUCCESS' },
    });
  });

  it('says where what is wrong with it is', () => {
    expect(faultOf('SELECT 1')).toMatch(/^INVALID_QUERY_FILE image\.iql:1:1: Here is no anchor yet/);
    expect(faultOf('/*+ exists */\nSELECT 1\n/*+ creat */\nSELECT 1')).toMatch(
      /image\.iql:3:1: There is no anchor creat\. Did you mean create/,
    );
    expect(faultOf('/*+ exists, retris=3 */\nSELECT 1')).toMatch(/has no option retris\. Did you mean retries/);
    expect(faultOf('/*+ exists, retries=x */\nSELECT 1')).toMatch(/takes a whole number/);
    expect(faultOf('/*+ exists */\nSELECT 1\n/*+ exists */\nSELECT 1')).toMatch(/:3:1: There is another query/);
    expect(faultOf('/*+ create:update */\nSELECT 1')).toMatch(/create takes no operation/);
    expect(faultOf('/*+ create */\n;')).toMatch(/There is no query for create/);
    expect(faultOf("/*+ create */\nSELECT '{{ x'")).toMatch(/^INVALID_TEMPLATE image\.iql:2:9/);
  });
});
