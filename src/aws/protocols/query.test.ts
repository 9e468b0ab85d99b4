import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import type { ServiceModel } from '../service-model.ts';
import { parseQueryString } from './percent-encoding.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { ec2Protocol, queryProtocol } from './query.ts';
import { WireError } from './wire-error.ts';

const ec2 = botocoreModel('ec2');
const sts = botocoreModel('sts');
const cloudFormation = botocoreModel('cloudformation');

function post(body: string | Uint8Array): HttpRequest {
  return { method: 'POST', path: '/', query: [], headers: {}, body };
}

function response(status: number, body: string): HttpResponse {
  return { status, headers: {}, body: Buffer.from(body) };
}

function textOf({ body }: HttpResponse): string {
  return Buffer.from(body).toString('utf8');
}

describe('ec2 requests', () => {
  it('number lists at once, and capitalise names', () => {
    const { body, headers } = ec2Protocol.encodeRequest(ec2, 'DescribeImages', {
      DryRun: true,
      ImageIds: ['ami-1'],
      Filters: [{ Name: 'name', Values: ['a b', 'c'] }],
    });
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded; charset=utf-8');
    expect(body).toBe(
      'Action=DescribeImages&Version=2016-11-15&ImageId.1=ami-1&DryRun=true&Filter.1.Name=name&Filter.1.Value.1=a%20b&Filter.1.Value.2=c',
    );
  });

  it('are read from forms and query strings, plus signs as spaces, numbers in any order', () => {
    const form = 'Action=DescribeImages&Owner.2=b&Owner.10=c&Owner.1=a+%2B&MaxResults=5&Unknown.1.x=1';
    const expected = { Owners: ['a +', 'b', 'c'], MaxResults: 5 };
    expect(ec2Protocol.matchOperation(ec2, post(form))).toBe('DescribeImages');
    expect(ec2Protocol.decodeRequest(ec2, 'DescribeImages', post(form))).toEqual(expected);
    const get = { method: 'GET', path: '/', query: parseQueryString(form), headers: {}, body: '' };
    expect(ec2Protocol.matchOperation(ec2, get)).toBe('DescribeImages');
    expect(ec2Protocol.decodeRequest(ec2, 'DescribeImages', get)).toEqual(expected);
  });

  it('are no operation when they name none that there is', () => {
    for (const body of ['', 'Action=', 'Action=Nothing', 'Action=constructor', 'xAction=DescribeImages']) {
      expect(ec2Protocol.matchOperation(ec2, post(body))).toBeUndefined();
    }
  });

  it.each([
    'MaxResults=many',
    'MaxResults.1=5',
    'DryRun=yes',
    `${'a.'.repeat(5000)}b=1`,
    'NextToken=%ff',
    'NextToken=%2',
  ])('refuse %.30s', (form) => {
    expect(() => ec2Protocol.decodeRequest(ec2, 'DescribeImages', post(form))).toThrow(WireError);
  });

  it('take a list of one element without its number', () => {
    const input = ec2Protocol.decodeRequest(ec2, 'DescribeImages', post('Owner=self&ImageId=ami-1'));
    expect(input).toMatchObject({ Owners: ['self'], ImageIds: ['ami-1'] });
    expect(ec2Protocol.decodeRequest(ec2, 'DescribeImages', post('Owner='))).toMatchObject({ Owners: [] });
  });

  it('refuse broken UTF-8', () => {
    const body = Buffer.concat([Buffer.from('NextToken='), Buffer.from([0xff])]);
    expect(() => ec2Protocol.decodeRequest(ec2, 'DescribeImages', post(body))).toThrow(WireError);
    expect(ec2Protocol.matchOperation(ec2, post(body))).toBeUndefined();
  });
});

describe('ec2 answers', () => {
  it('hold the request id beside their members', () => {
    const output = { Images: [{ ImageId: 'ami-1', Public: true, Tags: [] }] };
    expect(textOf(ec2Protocol.encodeResponse(ec2, 'DescribeImages', output, 'id'))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
        '<requestId>id</requestId><imagesSet><item><tagSet/><imageId>ami-1</imageId><isPublic>true</isPublic></item></imagesSet></DescribeImagesResponse>',
    );
  });

  it('keep milliseconds', () => {
    const tasks = { FastLaunchImages: [{ StateTransitionTime: '2026-01-31T10:20:30.000Z' }] };
    const text = textOf(ec2Protocol.encodeResponse(ec2, 'DescribeFastLaunchImages', tasks, 'id'));
    expect(text).toContain('<stateTransitionTime>2026-01-31T10:20:30.000Z</stateTransitionTime>');
  });

  it('say that it is done where an operation has no output', () => {
    expect(textOf(ec2Protocol.encodeResponse(ec2, 'CreateTags', {}, 'id'))).toContain('<return>true</return>');
  });

  it('are read as EC2 lays them out', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
    <imagesSet>
        <item>
            <imageId>ami-1a2b3c4d</imageId>
            <isPublic>false</isPublic>
            <rootDeviceName/>
            <blockDeviceMapping>
                <item>
                    <deviceName>/dev/sda1</deviceName>
                    <ebs>
                        <volumeSize>15</volumeSize>
                        <deleteOnTermination>false</deleteOnTermination>
                    </ebs>
                </item>
            </blockDeviceMapping>
            <tagSet/>
        </item>
    </imagesSet>
</DescribeImagesResponse>`;
    expect(ec2Protocol.decodeResponse(ec2, 'DescribeImages', response(200, xml))).toEqual({
      Images: [
        {
          ImageId: 'ami-1a2b3c4d',
          Public: false,
          RootDeviceName: '',
          BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 15, DeleteOnTermination: false } }],
          Tags: [],
        },
      ],
    });
  });

  it('write errors as EC2 does', () => {
    const encoded = ec2Protocol.encodeError(ec2, 'DescribeImages', {
      code: 'InvalidAMIID.Malformed',
      message: 'Invalid id: "x" (expecting "ami-...")',
      requestId: 'id',
    });
    expect(encoded.status).toBe(400);
    expect(encoded.headers['x-amzn-requestid']).toBe('id');
    expect(textOf(encoded)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>InvalidAMIID.Malformed</Code>' +
        '<Message>Invalid id: &quot;x&quot; (expecting &quot;ami-...&quot;)</Message></Error></Errors><RequestID>id</RequestID></Response>',
    );
    expect(ec2Protocol.decodeError(ec2, 'DescribeImages', encoded)).toEqual({
      code: 'InvalidAMIID.Malformed',
      message: 'Invalid id: "x" (expecting "ami-...")',
      status: 400,
      requestId: 'id',
      members: {},
    });
  });
});

describe('query', () => {
  it('names the elements of lists', () => {
    const { body } = queryProtocol.encodeRequest(sts, 'AssumeRole', {
      RoleArn: 'r',
      TransitiveTagKeys: ['a', 'b'],
      Tags: [],
    });
    expect(body).toBe(
      'Action=AssumeRole&Version=2011-06-15&RoleArn=r&Tags=&TransitiveTagKeys.member.1=a&TransitiveTagKeys.member.2=b',
    );
    expect(queryProtocol.decodeRequest(sts, 'AssumeRole', post(String(body)))).toEqual({
      RoleArn: 'r',
      Tags: [],
      TransitiveTagKeys: ['a', 'b'],
    });
  });

  it('writes and reads maps and flat lists by the names that a model gives', () => {
    const model: ServiceModel = {
      service: 'queue',
      metadata: { apiVersion: '1', endpointPrefix: 'queue', protocol: 'query', serviceId: 'Queue' },
      paginators: {},
      operations: { Put: { name: 'Put', http: { method: 'POST', requestUri: '/' }, input: { shape: 'Input' } } },
      shapes: {
        Text: { type: 'string' },
        Input: {
          type: 'structure',
          members: {
            Attributes: { shape: 'Map', locationName: 'Attribute', flattened: true },
            Wrapped: { shape: 'Map' },
            Names: { shape: 'FlatNames' },
            Own: { shape: 'FlatNames', locationName: 'Mine' },
          },
        },
        Map: {
          type: 'map',
          key: { shape: 'Text', locationName: 'Name' },
          value: { shape: 'Text', locationName: 'Value' },
        },
        FlatNames: { type: 'list', member: { shape: 'Text', locationName: 'Name' }, flattened: true },
      },
    };
    const input = { Attributes: { a: '1', __proto: '2' }, Wrapped: { b: '3' }, Names: ['x', 'y'], Own: ['z'] };
    const { body } = queryProtocol.encodeRequest(model, 'Put', input);
    expect(body).toBe(
      'Action=Put&Version=1&Attribute.1.Name=a&Attribute.1.Value=1&Attribute.2.Name=__proto&Attribute.2.Value=2' +
        '&Wrapped.entry.1.Name=b&Wrapped.entry.1.Value=3&Name.1=x&Name.2=y&Mine.1=z',
    );
    expect(queryProtocol.decodeRequest(model, 'Put', post(String(body)))).toEqual(input);
  });

  it('wraps results, and finds them again', () => {
    const encoded = queryProtocol.encodeResponse(sts, 'GetCallerIdentity', { Account: '1' }, 'id');
    expect(textOf(encoded)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
        '<GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult>' +
        '<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    );
    expect(queryProtocol.decodeResponse(sts, 'GetCallerIdentity', encoded)).toEqual({ Account: '1' });
    const bare = response(200, '<R><ResponseMetadata/></R>');
    expect(() => queryProtocol.decodeResponse(sts, 'GetCallerIdentity', bare)).toThrow('GetCallerIdentityResult');
  });

  it("answers an error by the model's code and status, and reads it", () => {
    const encoded = queryProtocol.encodeError(cloudFormation, 'DescribeStacks', {
      code: 'StackNotFoundException',
      message: 'a < b',
      requestId: 'id',
    });
    expect(encoded.status).toBe(404);
    expect(textOf(encoded)).toContain(
      '<Error><Type>Sender</Type><Code>StackNotFoundException</Code><Message>a &lt; b</Message></Error>',
    );
    expect(queryProtocol.decodeError(cloudFormation, 'DescribeStacks', encoded)).toMatchObject({
      code: 'StackNotFoundException',
      message: 'a < b',
      requestId: 'id',
    });
  });

  it.each(['', 'Bad Gateway', '<html><body>no</body></html>', '<Response><Errors>'])(
    'reads %s for an error',
    (body) => {
      expect(queryProtocol.decodeError(sts, 'AssumeRole', response(503, body))).toEqual({
        code: '503',
        message: body,
        status: 503,
        members: {},
      });
    },
  );
});
