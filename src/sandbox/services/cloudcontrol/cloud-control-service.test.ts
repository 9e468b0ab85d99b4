import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { requestContext } from '../../kit/request-context.ts';
import { type ClockMode, type ResourceHandler, SandboxFault, type SandboxService } from '../../service.ts';
import { createCheckedState } from '../../state/checked-state.ts';
import { createClock } from '../../state/create-clock.ts';
import { createCloudControl } from './cloud-control-service.ts';

const queue: ResourceSchema = {
  typeName: 'AWS::Test::Queue',
  properties: {
    Name: { type: 'string' },
    Size: { type: 'integer' },
    Secret: { type: 'string' },
    Arn: { type: 'string' },
    Settings: { type: 'object', additionalProperties: false, properties: { Mode: { type: 'string' } } },
    Tags: { type: 'array', items: { type: 'object' } },
  },
  required: ['Name'],
  primaryIdentifier: ['/properties/Name'],
  additionalIdentifiers: [['/properties/Arn']],
  readOnlyProperties: ['/properties/Arn'],
  createOnlyProperties: ['/properties/Name'],
  writeOnlyProperties: ['/properties/Secret'],
  additionalProperties: false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are the template's own.
  arnTemplate: 'arn:${Partition}:test:${Region}:${Account}:queue/${Name}',
};
const note: ResourceSchema = {
  typeName: 'AWS::Test::Note',
  properties: { Id: { type: 'string' }, QueueName: { type: 'string' }, Text: { type: 'string' } },
  primaryIdentifier: ['/properties/QueueName', '/properties/Id'],
  readOnlyProperties: ['/properties/Id'],
  additionalProperties: false,
  handlers: {
    create: {},
    read: {},
    delete: {},
    list: { handlerSchema: { required: ['QueueName'] } },
  },
};
const message: ResourceSchema = {
  typeName: 'AWS::Test::Message',
  properties: { QueueName: { type: 'string' }, Text: { type: 'string' } },
  primaryIdentifier: ['/properties/QueueName', '/properties/Text'],
  parents: { QueueName: 'AWS::Test::Queue', Text: 'AWS::Test::Nothing' },
};
const build: ResourceSchema = {
  typeName: 'AWS::Test::Build',
  properties: { Arn: { type: 'string' }, Outcome: { type: 'string' } },
  primaryIdentifier: ['/properties/Arn'],
  readOnlyProperties: ['/properties/Arn'],
  additionalProperties: false,
};
const schemas = new Map([queue, note, message, build].map((schema) => [schema.typeName, schema]));

/** A type whose creation goes on until the test says otherwise. */
function buildService() {
  const control = { ended: false, broken: false };
  const handler: ResourceHandler = {
    create: (properties) => {
      if (properties.Outcome === 'refused') throw new SandboxFault('ResourceAlreadyExistsException', 'There is one.');
      return { status: 'IN_PROGRESS', progress: { asked: 0 } };
    },
    continue({ operation, progress, properties }) {
      if (control.broken) throw new TypeError('a defect');
      const asked = Number(progress.asked) + 1;
      if (!control.ended) return { status: 'IN_PROGRESS', identifier: 'build/1', progress: { asked } };
      return operation !== 'CREATE' || asked < 2 || properties?.Outcome === 'bad'
        ? { status: 'FAILED', errorCode: 'GeneralServiceException', message: `The build failed after ${asked}.` }
        : { status: 'SUCCESS', identifier: 'build/1' };
    },
    read: (identifier) => {
      if (identifier === 'denied') throw new SandboxFault('AccessDeniedException', 'No.');
      return identifier === 'build/1' && control.ended ? { Arn: 'build/1' } : undefined;
    },
    delete: (identifier) => ({ status: 'SUCCESS', identifier }),
    list: () => (control.ended ? [{ Arn: 'build/1' }] : []),
  };
  const service: SandboxService = { service: 'test', operations: {}, resourceTypes: { 'AWS::Test::Build': handler } };
  return { control, service };
}

function setUp(mode: ClockMode = 'instant') {
  const time = { now: Date.parse('2026-11-21T12:00:00Z') };
  const state = createCheckedState(1);
  const clock = createClock(mode, () => time.now);
  const { control, service } = buildService();
  const cloudControl = createCloudControl([service], async (typeName) => schemas.get(typeName));
  const call = async (
    operation: string,
    input: WireStructure,
    place = { account: '111111111111', region: 'us-east-1' },
  ) => {
    const context = requestContext({ place, state, clock, requestId: 'r' });
    const handler = cloudControl.operations[operation];
    if (handler === undefined) throw new Error(`no operation ${operation}`);
    return handler(input, context);
  };
  const event = async (operation: string, input: WireStructure) => {
    const { ProgressEvent } = await call(operation, input);
    return ProgressEvent as WireStructure;
  };
  const status = (token: unknown) => event('GetResourceRequestStatus', { RequestToken: String(token) });
  const create = (typeName: string, properties: WireStructure, more: WireStructure = {}) =>
    event('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(properties), ...more });
  const created = async (typeName: string, properties: WireStructure) =>
    status((await create(typeName, properties)).RequestToken);
  const update = (typeName: string, identifier: string, patch: unknown, more: WireStructure = {}) =>
    event('UpdateResource', {
      TypeName: typeName,
      Identifier: identifier,
      PatchDocument: JSON.stringify(patch),
      ...more,
    });
  const read = async (typeName: string, identifier: string) => {
    const { ResourceDescription } = await call('GetResource', { TypeName: typeName, Identifier: identifier });
    const { Properties } = ResourceDescription as WireStructure;
    return JSON.parse(String(Properties)) as WireStructure;
  };
  return { time, call, event, status, create, created, update, read, control };
}

describe('CreateResource', () => {
  it('answers at once, with the identifier where it is already known, and succeeds by the clock', async () => {
    const { create, status, time } = setUp('real');
    const started = await create('AWS::Test::Queue', { Name: 'q' });
    expect(started).toMatchObject({
      TypeName: 'AWS::Test::Queue',
      Identifier: 'q',
      Operation: 'CREATE',
      OperationStatus: 'IN_PROGRESS',
      EventTime: '2026-11-21T12:00:00.000Z',
    });
    expect((await status(started.RequestToken)).OperationStatus).toBe('IN_PROGRESS');
    time.now += 60_000;
    expect(await status(started.RequestToken)).toMatchObject({
      OperationStatus: 'SUCCESS',
      Identifier: 'q',
      ResourceModel: undefined,
    });
  });

  it('makes the identifiers that AWS makes', async () => {
    const { create, status, read } = setUp();
    const started = await create('AWS::Test::Note', { QueueName: 'q', Text: 't' });
    expect(started.Identifier).toBeUndefined();
    const ended = await status(started.RequestToken);
    expect(ended.Identifier).toMatch(/^q\|[\w-]+$/);
    expect(await read('AWS::Test::Note', String(ended.Identifier))).toMatchObject({ QueueName: 'q', Text: 't' });
  });

  it.each([
    [
      'an unknown property',
      { Name: 'q', Nothing: 1 },
      'Model validation failed (#: extraneous key [Nothing] is not permitted)',
    ],
    ['a wrong type', { Name: true }, 'Model validation failed (#/Name: expected type: String, found: Boolean)'],
    ['a missing property', { Size: 1 }, 'Model validation failed (#: required key [Name] not found)'],
  ])('refuses %s at once', async (_, properties, message) => {
    const { create } = setUp();
    await expect(create('AWS::Test::Queue', properties)).rejects.toMatchObject({
      code: 'ValidationException',
      message,
    });
  });

  it.each(['', '[]', '"text"', '{"Name":', 'null'])('refuses the desired state %j', async (DesiredState) => {
    const { event } = setUp();
    const call = event('CreateResource', { TypeName: 'AWS::Test::Queue', DesiredState });
    await expect(call).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('fails later for what the handler refuses', async () => {
    const { created } = setUp();
    await created('AWS::Test::Queue', { Name: 'q' });
    expect(await created('AWS::Test::Queue', { Name: 'q' })).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'AlreadyExists',
      StatusMessage: "Resource of type 'AWS::Test::Queue' with identifier 'q' already exists.",
    });
    expect(await created('AWS::Test::Queue', { Name: 'p', Arn: 'x' })).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'InvalidRequest',
      StatusMessage: 'The following ReadOnly properties were set: [Arn]',
    });
    expect(await created('AWS::Test::Build', { Outcome: 'refused' })).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'AlreadyExists',
      StatusMessage: 'There is one.',
    });
  });

  it('takes a client token once only, whatever the second request asks for', async () => {
    const { create, time } = setUp();
    const first = await create('AWS::Test::Queue', { Name: 'q' }, { ClientToken: 't' });
    await expect(create('AWS::Test::Queue', { Name: 'other' }, { ClientToken: 't' })).rejects.toMatchObject({
      code: 'ClientTokenConflictException',
      message: `ClientToken t is already associated with an existing operation with RequestToken ${first.RequestToken}`,
    });
    time.now += 37 * 3_600_000;
    await expect(create('AWS::Test::Queue', { Name: 'other' }, { ClientToken: 't' })).resolves.toBeDefined();
  });

  it('fails where a resource would live in what is not there, by whatever name', async () => {
    const { created, call } = setUp();
    const made = (QueueName: string) => created('AWS::Test::Message', { QueueName, Text: 't' });
    expect(await made('q')).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'NotFound',
      StatusMessage: expect.stringContaining("'AWS::Test::Queue' with identifier"),
    });
    await created('AWS::Test::Queue', { Name: 'q' });
    const arn = 'arn:aws:test:us-east-1:111111111111:queue/q';
    const elsewhere = 'arn:aws:test:eu-west-1:111111111111:queue/p';
    for (const name of ['q', arn, elsewhere, 'default'])
      expect(await made(name)).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect(await made(`${arn}2`)).toMatchObject({ OperationStatus: 'FAILED' });
    // Whoever asks by one name of it finds what was made by the other.
    const ResourceModel = JSON.stringify({ QueueName: 'q' });
    const { ResourceDescriptions } = await call('ListResources', { TypeName: 'AWS::Test::Message', ResourceModel });
    expect(ResourceDescriptions).toMatchObject([{ Identifier: 'q|t' }, { Identifier: `${arn}|t` }]);
  });

  it('follows a handler that has to wait', async () => {
    const { create, status, read, control } = setUp();
    const { RequestToken } = await create('AWS::Test::Build', {});
    expect(await status(RequestToken)).toMatchObject({ OperationStatus: 'IN_PROGRESS', Identifier: 'build/1' });
    control.ended = true;
    expect(await status(RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS', ResourceModel: undefined });
    expect(await read('AWS::Test::Build', 'build/1')).toEqual({ Arn: 'build/1' });
  });

  it('tells how a handler failed that had to wait', async () => {
    const { create, status, control } = setUp();
    const { RequestToken } = await create('AWS::Test::Build', { Outcome: 'bad' });
    await status(RequestToken);
    control.ended = true;
    expect(await status(RequestToken)).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'GeneralServiceException',
      StatusMessage: 'The build failed after 2.',
    });
  });

  it('ends a request whose handler breaks down, and reports that once', async () => {
    const { create, status, control } = setUp();
    const { RequestToken } = await create('AWS::Test::Build', {});
    control.broken = true;
    await expect(status(RequestToken)).rejects.toThrow(TypeError);
    expect(await status(RequestToken)).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'InternalFailure' });
  });
});

describe('types', () => {
  it.each([
    ['CreateResource', { DesiredState: '{' }],
    ['GetResource', { Identifier: 'x' }],
    ['ListResources', {}],
    ['UpdateResource', { Identifier: 'x', PatchDocument: 'no patch' }],
    ['DeleteResource', { Identifier: 'x' }],
  ])('%s looks for the type before anything else', async (operation, input) => {
    const { call } = setUp();
    await expect(call(operation, { TypeName: 'AWS::No::Type', ...input })).rejects.toMatchObject({
      code: 'TypeNotFoundException',
      message: "The type 'AWS::No::Type' cannot be found.",
    });
  });

  it('refuses what the type has no handler for', async () => {
    const { update } = setUp();
    await expect(update('AWS::Test::Note', 'q|1', [])).rejects.toMatchObject({ code: 'UnsupportedActionException' });
    await expect(update('AWS::Test::Build', 'x', [])).rejects.toMatchObject({ code: 'UnsupportedActionException' });
  });
});

describe('GetResource', () => {
  it('leaves out what may only be written, and finds by either identifier', async () => {
    const { created, read } = setUp();
    await created('AWS::Test::Queue', { Name: 'q', Secret: 's', Size: 1 });
    const expected = { Name: 'q', Size: 1, Arn: 'arn:aws:test:us-east-1:111111111111:queue/q' };
    expect(await read('AWS::Test::Queue', 'q')).toEqual(expected);
    expect(await read('AWS::Test::Queue', '{"Name": "q"}')).toEqual(expected);
    expect(await read('AWS::Test::Queue', `{"Arn": "${expected.Arn}"}`)).toEqual(expected);
    await expect(read('AWS::Test::Queue', '{"Arn": "other"}')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    await expect(read('AWS::Test::Queue', '{"Size": 1}')).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('says what the handler says of a resource that is not there', async () => {
    const { read } = setUp();
    await expect(read('AWS::Test::Queue', 'x')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: expect.stringMatching(
        /^AWS::Test::Queue Handler returned status FAILED: Resource of type 'AWS::Test::Queue' with identifier '\{"\/properties\/Name":"x"\}' was not found\. \(HandlerErrorCode: NotFound, RequestToken: r\)$/,
      ),
    });
    await expect(read('AWS::Test::Build', 'denied')).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  it('keeps accounts and regions apart', async () => {
    const { call, created } = setUp();
    await created('AWS::Test::Queue', { Name: 'q' });
    const input = { TypeName: 'AWS::Test::Queue', Identifier: 'q' };
    for (const place of [
      { account: '2', region: 'us-east-1' },
      { account: '111111111111', region: 'eu-west-1' },
    ]) {
      await expect(call('GetResource', input, place)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    }
  });
});

describe('ListResources', () => {
  it('pages through identifiers', async () => {
    const { call, created } = setUp();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const Name of names) await created('AWS::Test::Queue', { Name, Size: 1 });
    const seen: string[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page: WireStructure = await call('ListResources', {
        TypeName: 'AWS::Test::Queue',
        MaxResults: 2,
        NextToken,
      });
      for (const { Identifier, Properties } of page.ResourceDescriptions as readonly WireStructure[]) {
        seen.push(String(Identifier));
        expect(JSON.parse(String(Properties))).toEqual({ Name: Identifier });
      }
      NextToken = page.NextToken as string | undefined;
      pages += 1;
    } while (NextToken !== undefined);
    expect(seen).toEqual(names);
    expect(pages).toBe(3);
  });

  it('refuses tokens of other lists', async () => {
    const { call, created } = setUp();
    for (const Name of ['a', 'b']) await created('AWS::Test::Queue', { Name });
    const { NextToken } = await call('ListResources', { TypeName: 'AWS::Test::Queue', MaxResults: 1 });
    for (const other of [
      { TypeName: 'AWS::Test::Build', NextToken },
      { TypeName: 'AWS::Test::Queue', NextToken: 'bm8=' },
    ]) {
      await expect(call('ListResources', other)).rejects.toMatchObject({ code: 'InvalidRequestException' });
    }
  });

  it('needs the properties that the type needs, and filters by them', async () => {
    const { call, created } = setUp();
    await created('AWS::Test::Note', { QueueName: 'q', Text: '1' });
    await created('AWS::Test::Note', { QueueName: 'p', Text: '2' });
    const list = (model?: string) => call('ListResources', { TypeName: 'AWS::Test::Note', ResourceModel: model });
    for (const model of [undefined, '{"Text": "1"}']) {
      await expect(list(model)).rejects.toMatchObject({
        code: 'InvalidRequestException',
        message:
          'Missing or invalid ResourceModel property in AWS::Test::Note list handler request input.Required property: (#: required key [QueueName] not found)',
      });
    }
    await expect(list('{')).rejects.toMatchObject({ code: 'InvalidRequestException' });
    const { ResourceDescriptions } = await list('{"QueueName": "p"}');
    expect(ResourceDescriptions).toMatchObject([{ Identifier: expect.stringMatching(/^p\|/) }]);
  });
});

describe('UpdateResource', () => {
  it('patches what can be read: what may only be written is gone unless it is sent again', async () => {
    const { created, update, status, read, call } = setUp();
    await created('AWS::Test::Queue', { Name: 'q', Secret: 's', Size: 1 });
    const started = await update('AWS::Test::Queue', 'q', [
      { op: 'test', path: '/Size', value: 1 },
      { op: 'replace', path: '/Size', value: 2 },
      { op: 'add', path: '/Settings', value: { Mode: 'm' } },
    ]);
    const model = { Name: 'q', Size: 2, Arn: 'arn:aws:test:us-east-1:111111111111:queue/q', Settings: { Mode: 'm' } };
    expect(started).toMatchObject({ Operation: 'UPDATE', OperationStatus: 'IN_PROGRESS', Identifier: 'q' });
    expect(JSON.parse(String(started.ResourceModel))).toEqual(model);
    expect(await status(started.RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS', ResourceModel: undefined });
    expect(await read('AWS::Test::Queue', 'q')).toEqual(model);
    await update('AWS::Test::Queue', 'q', [{ op: 'add', path: '/Secret', value: 't' }]);
    expect(await read('AWS::Test::Queue', 'q')).toEqual(model);
    const { ResourceDescriptions } = await call('ListResources', { TypeName: 'AWS::Test::Queue' });
    expect(ResourceDescriptions).toHaveLength(1);
  });

  it.each([
    [
      'createOnly',
      [{ op: 'replace', path: '/Name', value: 'x' }],
      'NotUpdatableException',
      'Invalid patch update: createOnlyProperties [/properties/Name] cannot be updated',
    ],
    [
      'readOnly',
      [{ op: 'remove', path: '/Arn' }],
      'ValidationException',
      'Invalid patch update: readOnlyProperties [/properties/Arn] cannot be updated',
    ],
    [
      'a wrong type',
      [{ op: 'add', path: '/Size', value: 'x' }],
      'ValidationException',
      'Model validation failed (#/Size: expected type: Integer, found: String)',
    ],
    [
      'an unknown property',
      [{ op: 'add', path: '/Other', value: 'x' }],
      'ValidationException',
      'Model validation failed (#: extraneous key [Other] is not permitted)',
    ],
    [
      'a failing test',
      [{ op: 'test', path: '/Name', value: 'x' }],
      'ValidationException',
      expect.stringContaining('/Name'),
    ],
    ['an unknown path', [{ op: 'remove', path: '/Size' }], 'ValidationException', expect.stringContaining('/Size')],
    [
      'an unknown operation',
      [{ op: 'set', path: '/Size', value: 1 }],
      'ValidationException',
      expect.stringContaining('set'),
    ],
    [
      'no object left',
      [{ op: 'replace', path: '', value: [] }],
      'ValidationException',
      expect.stringContaining('object'),
    ],
  ])('refuses %s', async (_, patch, code, message) => {
    const { created, update, read } = setUp();
    await created('AWS::Test::Queue', { Name: 'q' });
    const before = await read('AWS::Test::Queue', 'q');
    await expect(update('AWS::Test::Queue', 'q', patch)).rejects.toMatchObject({ code, message });
    expect(await read('AWS::Test::Queue', 'q')).toEqual(before);
  });

  it('accepts a patch that changes nothing', async () => {
    const { created, update, status } = setUp();
    await created('AWS::Test::Queue', { Name: 'q' });
    const started = await update('AWS::Test::Queue', 'q', [{ op: 'replace', path: '/Name', value: 'q' }]);
    expect((await status(started.RequestToken)).OperationStatus).toBe('SUCCESS');
  });

  it('finds out at once that there is no such resource', async () => {
    const { update } = setUp();
    await expect(update('AWS::Test::Queue', 'x', [])).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

describe('DeleteResource', () => {
  it('deletes, and accepts what is not there to fail later', async () => {
    const { created, event, status, read } = setUp();
    await created('AWS::Test::Queue', { Name: 'q' });
    const input = { TypeName: 'AWS::Test::Queue', Identifier: 'q' };
    const first = await event('DeleteResource', input);
    expect(first).toMatchObject({ Operation: 'DELETE', OperationStatus: 'IN_PROGRESS', Identifier: 'q' });
    expect(await status(first.RequestToken)).toMatchObject({ OperationStatus: 'SUCCESS', ResourceModel: undefined });
    await expect(read('AWS::Test::Queue', 'q')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    const second = await event('DeleteResource', input);
    expect(second.OperationStatus).toBe('IN_PROGRESS');
    expect(await status(second.RequestToken)).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'NotFound' });
  });
});

describe('requests', () => {
  it('come one at a time for a resource', async () => {
    const { create, update, event, time } = setUp('real');
    await create('AWS::Test::Queue', { Name: 'q' });
    const conflict = { code: 'ConcurrentOperationException' };
    await expect(create('AWS::Test::Queue', { Name: 'q' })).rejects.toMatchObject(conflict);
    await expect(update('AWS::Test::Queue', 'q', [])).rejects.toMatchObject(conflict);
    const deletion = { TypeName: 'AWS::Test::Queue', Identifier: 'q' };
    await expect(event('DeleteResource', deletion)).rejects.toMatchObject(conflict);
    await expect(create('AWS::Test::Queue', { Name: 'p' })).resolves.toBeDefined();
    time.now += 60_000;
    await expect(event('DeleteResource', deletion)).resolves.toMatchObject({ OperationStatus: 'IN_PROGRESS' });
  });

  it('can be cancelled, which undoes nothing', async () => {
    const { create, event, status, read, time } = setUp('real');
    const { RequestToken } = await create('AWS::Test::Queue', { Name: 'q' });
    const cancel = () => event('CancelResourceRequest', { RequestToken });
    expect((await cancel()).OperationStatus).toBe('CANCEL_IN_PROGRESS');
    expect((await cancel()).OperationStatus).toBe('CANCEL_IN_PROGRESS');
    time.now += 60_000;
    expect((await status(RequestToken)).OperationStatus).toBe('CANCEL_COMPLETE');
    expect((await cancel()).OperationStatus).toBe('CANCEL_COMPLETE');
    expect(await read('AWS::Test::Queue', 'q')).toMatchObject({ Name: 'q' });
  });

  it('cannot be cancelled once they are over', async () => {
    const { created, event } = setUp();
    const { RequestToken } = await created('AWS::Test::Queue', { Name: 'q' });
    await expect(event('CancelResourceRequest', { RequestToken })).rejects.toMatchObject({
      code: 'ValidationException',
      message: `Request ${RequestToken} is already in status SUCCESS`,
    });
  });

  it('are known by their token only', async () => {
    const { status, event } = setUp();
    const unknown = { code: 'RequestTokenNotFoundException', message: 'Request with token x was not found' };
    await expect(status('x')).rejects.toMatchObject(unknown);
    await expect(event('CancelResourceRequest', { RequestToken: 'x' })).rejects.toMatchObject(unknown);
  });

  it('are listed newest first, by operation and status, in pages, for seven days', async () => {
    const { call, create, event, time } = setUp('real');
    await create('AWS::Test::Queue', { Name: 'q' });
    time.now += 60_000;
    await event('DeleteResource', { TypeName: 'AWS::Test::Queue', Identifier: 'q' });
    await create('AWS::No::Type', {}).catch(() => undefined);
    const list = async (input: WireStructure) => {
      const { ResourceRequestStatusSummaries, NextToken } = await call('ListResourceRequests', input);
      const summaries = ResourceRequestStatusSummaries as readonly WireStructure[];
      return {
        NextToken,
        told: summaries.map((one) => [one.Operation, one.OperationStatus, one.RetryAfter !== undefined]),
      };
    };
    const failed = [undefined, 'FAILED', false];
    const deletion = ['DELETE', 'IN_PROGRESS', true];
    const creation = ['CREATE', 'SUCCESS', false];
    expect((await list({})).told).toEqual([failed, deletion, creation]);
    const only = (filter: WireStructure) => list({ ResourceRequestStatusFilter: filter });
    expect((await only({ Operations: ['CREATE', 'DELETE', 'UPDATE'] })).told).toEqual([deletion, creation]);
    expect((await only({ OperationStatuses: ['SUCCESS'] })).told).toEqual([creation]);
    const first = await list({ MaxResults: 2 });
    expect(first.told).toEqual([failed, deletion]);
    expect((await list({ MaxResults: 2, NextToken: first.NextToken })).told).toEqual([creation]);
    await expect(list({ NextToken: 'bm8=' })).rejects.toMatchObject({ code: 'ValidationException' });
    time.now += 8 * 86_400_000;
    expect((await list({})).told).toEqual([]);
  });
});
