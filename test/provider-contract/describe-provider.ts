import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessPathId } from '../../src/catalog/access-path-id.ts';
import type { ResourceDescription } from '../../src/catalog/resource-description.ts';
import type { Row, Value } from '../../src/data/value.ts';
import { SkyqlError } from '../../src/errors/skyql-error.ts';
import type { ChangeRequest, PlannedChange } from '../../src/providers/change.ts';
import type { CallRecord } from '../../src/providers/provider.ts';
import { withoutSecrets } from '../../src/providers/without-secrets.ts';
import { keyOfRow, type OpenProvider, type ProviderSubject } from './provider-subject.ts';

type Values = Readonly<Record<string, Value>>;

/**
 * What whoever plans and runs statements relies on. A new provider is held against it by a file beside this one that says
 * how it is opened and which of its resources can be tried.
 */
export function describeProvider(name: string, subject: ProviderSubject): void {
  describe(`the provider ${name}`, () => {
    let opened: OpenProvider;
    let description: ResourceDescription;
    let number = 0;

    beforeAll(async () => {
      opened = await subject.open();
      const { service, resource } = subject.resource;
      const found = await opened.provider.catalog.resource(service, resource);
      if (found === undefined) throw new Error(`No ${service}.${resource} in the catalog.`);
      description = found;
    });
    afterAll(() => opened.close());

    const request = (rest: Partial<ChangeRequest> & Pick<ChangeRequest, 'kind' | 'method'>): ChangeRequest => ({
      resource: subject.resource,
      scope: opened.scope,
      values: {},
      wait: true,
      ...rest,
    });
    const planOf = async (one: ChangeRequest): Promise<PlannedChange> => {
      const [planned, another] = await opened.provider.plan([one], {});
      if (planned === undefined || another !== undefined) throw new Error('One request has one plan.');
      return planned;
    };
    const kept = (change: PlannedChange) => JSON.parse(JSON.stringify(change)) as PlannedChange;
    const create = (values: Values) => request({ kind: 'create', method: subject.methods.create, values });
    const update = (key: readonly string[], values: Values) =>
      request({ kind: 'update', method: subject.methods.update, key, values });
    const remove = (key: readonly string[]) => request({ kind: 'delete', method: subject.methods.delete, key });

    async function created(): Promise<readonly string[]> {
      number += 1;
      const { key } = await opened.provider.apply(await planOf(create(subject.newValues(number))), {});
      if (key === undefined) throw new Error('What was created has no key.');
      return key;
    }

    async function listed(): Promise<readonly Row[]> {
      const path = description.accessPaths.find(({ method }) => method === subject.methods.list);
      if (path === undefined) throw new Error(`${subject.methods.list} is no access path.`);
      const rows: Row[] = [];
      const scan = {
        resource: subject.resource,
        scope: opened.scope,
        path: accessPathId(path),
        parameters: {},
        filters: [],
        columns: path.columns,
      };
      for await (const page of opened.provider.scan(scan, {})) rows.push(...page.rows);
      return rows;
    }
    const isListed = async (key: readonly string[]) =>
      (await listed()).some((row) => String(keyOfRow(row, description.identifier)) === String(key));

    async function callsOf(work: (context: { onCall(call: CallRecord): void }) => Promise<unknown>) {
      const calls: CallRecord[] = [];
      const outcome = await work({ onCall: (call) => calls.push(call) }).catch((error: unknown) => error);
      return { calls, outcome };
    }

    it('describes resources that its reads and methods can identify', async () => {
      const columns = description.columns.map((column) => column.name);
      expect(description).toMatchObject({ provider: opened.provider.name, service: subject.resource.service });
      expect(columns).toEqual(expect.arrayContaining([...description.identifier]));
      const methods = description.methods.map((method) => method.name);
      expect(methods).toEqual(expect.arrayContaining(Object.values(subject.methods)));
      for (const path of description.accessPaths)
        for (const filter of path.filters) expect(columns).toContain(filter.column);
    });

    it('knows its places', async () => {
      const { provider, scope } = opened;
      expect(provider.connections.map((connection) => connection.name)).toContain(scope.connection);
      expect(await provider.regions(scope.connection, {})).toContain(scope.region);
      const account = await provider.accountId(scope.connection, {});
      expect(account).not.toBe('');
      expect(await provider.accountId(scope.connection, {})).toBe(account);
      expect(provider.locate('a plain name')).toEqual({});
    });

    it('reads pages whose rows say which resource they are', async () => {
      const key = await created();
      const rows = await listed();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) for (const column of description.identifier) expect(row[column] ?? null).not.toBeNull();
      expect(await isListed(key)).toBe(true);
    });

    it('finds the names that a change gives values to, and refuses others before any call', async () => {
      const names = Object.keys(subject.newValues(0));
      const outline = { kind: 'create', resource: subject.resource, method: subject.methods.create } as const;
      const form = await opened.provider.changeForm({ ...outline, names });
      expect(form.names).toHaveLength(names.length);
      const { calls, outcome } = await callsOf(() =>
        opened.provider.changeForm({ ...outline, names: ['no_such_name'] }),
      );
      expect(outcome).toBeInstanceOf(SkyqlError);
      expect(outcome).toMatchObject({ code: expect.stringMatching(/^UNKNOWN_/) });
      expect(calls).toEqual([]);
    });

    it('plans a new resource without making it, refuses one that cannot be, and calls nothing for it', async () => {
      number += 1;
      const values = subject.newValues(number);
      const before = (await listed()).length;
      const { calls } = await callsOf((context) => opened.provider.plan([create(values)], context));
      expect(calls).toEqual([]);
      expect(await listed()).toHaveLength(before);
      const refused = await callsOf((context) => opened.provider.plan([create(subject.invalid)], context));
      expect(refused.outcome).toBeInstanceOf(SkyqlError);
      expect(refused.calls).toEqual([]);
    });

    it('makes a change as it was planned and kept, and tells its key', async () => {
      number += 1;
      const planned = await planOf(create(subject.newValues(number)));
      expect(kept(planned)).toEqual(planned);
      const result = await opened.provider.apply(kept(planned), {});
      expect(result).toMatchObject({ status: 'SUCCESS', identifier: expect.any(String) });
      expect(result.key).toHaveLength(description.identifier.length);
      expect(await isListed(result.key ?? [])).toBe(true);
      const again = await opened.provider.apply(planned, {});
      expect(again).toMatchObject({ status: 'FAILED', errorCode: expect.any(String), message: expect.any(String) });
    });

    it('plans any update as plain data that says what is and what will be, and has nothing left to do once it is made', async () => {
      const key = await created();
      await fc.assert(
        fc.asyncProperty(subject.updates, async (values) => {
          const planned = await planOf(update(key, values));
          expect(kept(planned)).toEqual(planned);
          expect(await planOf(update(key, values))).toEqual(planned);
          expect(planned.identifier).toEqual(expect.any(String));
          if (planned.unchanged !== true)
            expect(await opened.provider.apply(kept(planned), {})).toMatchObject({ status: 'SUCCESS', key });
          const after = await planOf(update(key, values));
          expect(after.unchanged).toBe(true);
          const present = Object.entries(planned.after ?? {}).filter(([, value]) => value !== null);
          expect(after.before ?? {}).toMatchObject(Object.fromEntries(present));
        }),
        { numRuns: 12 },
      );
    });

    it('deletes, and comes back with what is refused of a change whose resource is gone', async () => {
      const key = await created();
      const planned = await planOf(remove(key));
      expect(kept(planned)).toEqual(planned);
      expect(await isListed(key)).toBe(true);
      expect(await opened.provider.apply(planned, {})).toMatchObject({ status: 'SUCCESS', key });
      expect(await isListed(key)).toBe(false);
      expect(await opened.provider.apply(planned, {})).toMatchObject({
        status: 'FAILED',
        errorCode: expect.any(String),
      });
    });

    it('marks what must never be shown, and keeps it out of the words', async () => {
      const { text, ...rest } = subject.secret;
      const planned = await planOf(request({ ...rest, kind: 'create' }));
      expect(JSON.stringify(planned)).toContain(text);
      expect(planned.secrets?.length).toBeGreaterThan(0);
      expect(planned.note).not.toContain(text);
      expect(JSON.stringify(withoutSecrets(planned))).not.toContain(text);
    });

    it('calls methods, whose rows come back', async () => {
      const planned = await planOf(request({ kind: 'execute', ...subject.call }));
      expect(kept(planned)).toEqual(planned);
      const { status, rows } = await opened.provider.apply(planned, {});
      expect(status).toBe('SUCCESS');
      expect(rows?.length).toBeGreaterThan(0);
    });

    it('says of every change what has to be allowed, also of those whose resources were not sought, and folds it', async () => {
      const key = await created();
      const plans = [await planOf(create(subject.newValues(0))), await planOf(remove(key))];
      const expected = await opened.provider.expectedPermissions({
        kind: 'delete',
        resource: subject.resource,
        method: subject.methods.delete,
        names: [],
        targets: [],
        texts: [],
        wait: true,
      });
      for (const needs of [...plans.map(({ permissions }) => permissions), expected]) {
        expect(needs.flatMap(({ actions }) => actions)).not.toEqual([]);
        for (const { resource } of needs) expect(resource.split('.')[0]).toBe(opened.provider.name);
        const { title, document, documents } = opened.provider.policy(needs);
        expect(title).toMatch(/\w/);
        expect(documents.length).toBeGreaterThan(0);
        for (const action of needs.flatMap(({ actions }) => actions))
          expect(JSON.stringify(document)).toContain(action);
      }
      expect(opened.provider.policy([]).uncertain).toEqual([]);
    });
  });
}
