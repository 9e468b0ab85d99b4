import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import { populateDemo } from '../../src/sandbox/seeds/populate-demo.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import { collect, home, type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';

describe('bad input', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  const at = (endpoint: string, regions: readonly string[], options: ConnectOptions = {}) =>
    openLanguage({
      endpoint,
      connections: [{ name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions }],
      ...options,
    });
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant', populate: populateDemo });
    sky = await at(server.url, ['us-east-1', 'eu-central-1']);
  });
  afterEach(() => server.sandbox.faults.clear());
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  it.each([
    ['SELECT * FROM azure.compute.vms', 'UNKNOWN_PROVIDER', 'azure', 'aws'],
    ['SELECT * FROM aws.imagebulder.images', 'UNKNOWN_SERVICE', 'imagebulder', 'aws.imagebuilder'],
    [
      'SELECT * FROM aws.imagebuilder.image_pipline',
      'UNKNOWN_RESOURCE',
      'image_pipline',
      'aws.imagebuilder.image_pipeline',
    ],
    ['SELECT name FROM image_pipelines', 'UNKNOWN_RESOURCE', 'image_pipelines', pipelines],
    [`SELECT nam FROM ${pipelines}`, 'UNKNOWN_COLUMN', 'nam', 'name'],
    [`SELECT p.nam FROM ${pipelines} p JOIN aws.sagemaker.images i ON true`, 'UNKNOWN_COLUMN', 'nam', 'name'],
    [
      `SELECT name FROM ${pipelines} WHERE data__Identifer = 'x'`,
      'UNKNOWN_COLUMN',
      'data__Identifer',
      'data__Identifier',
    ],
    [`UPDATE ${pipelines} SET descripton = 'x' WHERE name = 'y'`, 'UNKNOWN_COLUMN', 'descripton', 'description'],
    ["EXEC aws.ec2.images.image_Cpy @Name = 'x'", 'UNKNOWN_METHOD', 'image_Cpy', 'image_Copy'],
    [
      "EXEC aws.ec2.images.image_Deregister @ImageIdd = 'x', @region = 'us-east-1'",
      'UNKNOWN_PARAMETER',
      'ImageIdd',
      'ImageId',
    ],
    [`SELECT nothing_like_it(name) FROM ${pipelines}`, 'UNKNOWN_FUNCTION', 'nothing_like_it', ''],
    ["SELECT '08:00:2b:01:02:03'::macaddr", 'STATEMENT_FAILED', 'macaddr', 'a text'],
    ["SELECT point '(1,2)'", 'STATEMENT_FAILED', 'point', 'one column each'],
    ["SELECT 'nan'::numeric", 'CONVERSION_FAILED', 'nan', 'DOUBLE'],
    ["SELECT json_query(tags, '$.a') FROM aws.ec2.images", 'UNKNOWN_FUNCTION', 'json_query', "column -> '$.path'"],
    [
      'SELECT name FROM aws.imagebuilder.image_pipeline',
      'MISSING_PARAMETER',
      'data__Identifier',
      'image_pipelines lists them all',
    ],
    [
      "EXEC aws.ec2.images.image_Copy @Name = 'x', @region = 'us-east-1'",
      'MISSING_PARAMETER',
      'SourceImageId, SourceRegion',
      '@SourceImageId',
    ],
    [
      "INSERT INTO aws.sagemaker.images (ImageName, region) VALUES ('x', 'us-east-1')",
      'MISSING_PARAMETER',
      'ImageRoleArn',
      'SHOW INSERT INTO',
    ],
    ['SELECT $missing', 'UNKNOWN_PARAMETER', '$missing', 'values'],
    ['USE nonsense', 'UNKNOWN_SERVICE', 'nonsense', 'aws.nonsense'],
    ["SET dialect = 'sqlite'", 'INVALID_VALUE', 'sqlite', 'stackql'],
    ["SELECT 'a'::INTEGER", 'CONVERSION_FAILED', 'a', ''],
  ])('%s', async (sql, code, named, hint) => {
    expect(await sky.calls(sql.includes('$missing') ? 'SELECT 1' : sql)).toEqual([]);
    const error = await sky.failure(sql, sql.includes('$missing') ? {} : undefined);
    expect(error.code).toBe(code);
    expect(error.message).toContain(named);
    expect(error.hint ?? '').toContain(hint);
  });

  it.each([
    [`SELECT json_extract('{"a": 1}', '$.a') + 1`, 'stackql'],
    ["SELECT json_extract('{}', '$.a', '$.b')", 'stackql'],
    [`SELECT name FROM ${pipelines} WHERE region = "us-east-1"`, 'stackql'],
    ["SELECT char(65), time('now'), 1 IS 1", 'stackql'],
    ["SELECT strftime('%Y', 'now') < julianday('now')", 'stackql'],
    [`SELECT name, region FROM ${pipelines} GROUP BY name`, 'stackql'],
    [`SELECT statu FROM ${pipelines}`, undefined],
    [`SELECT name FRM ${pipelines}`, undefined],
    ['SELECT no_function(1)', undefined],
  ])('says which dialect would take it, and sends nothing: %s', async (sql, dialect) => {
    expect(await sky.calls(sql)).toEqual([]);
    const { hint = '' } = await sky.failure(sql);
    if (dialect === undefined) expect(hint).not.toContain('dialect');
    else expect(hint).toContain(`SET dialect = '${dialect}'`);
    // The session has its own dialect still.
    expect(await sky.values("SELECT 7 / 2 = 3.5, json_extract('[1]', '$[0]')")).toEqual([true]);
  });

  it('says so of the other way round', async () => {
    const other = await openLanguage({ region: 'us-east-1', dialect: 'stackql' });
    // DuckDB's own max makes a list of the two greatest.
    expect((await other.failure('SELECT list_sum(max(x, 2)) FROM (SELECT 1 AS x)')).hint).toContain(
      "SET dialect = 'duckdb'",
    );
    expect(await other.values('SELECT 7 / 2')).toEqual([3]);
    await other.close();
  });

  it.each([
    [`SELECT name FRM ${pipelines}`, 1, 17],
    [`SELECT name\nFROM ${pipelines}\nWHERE (name = 'a'`, 3, 7],
    ["SELECT 'abc", 1, 8],
    ['SELEC 1', 1, 1],
    ['DELETE aws.sagemaker.images', 1, 8],
    ['INSERT INTO aws.sagemaker.images (ImageName) SELECT * FRM x', 1, 59],
    ["UPDATE aws.sagemaker.images image_name = 'x'", 1, 40],
  ])('marks the place of a syntax error: %s', async (sql, line, column) => {
    const error = await sky.failure(sql);
    expect(error.code).toBe('SYNTAX_ERROR');
    expect([error.position?.line, error.position?.column]).toEqual([line, column]);
    const [text = '', caret = ''] = error.position?.excerpt.split('\n') ?? [];
    expect(text[caret.indexOf('^')]).toBe(sql.split('\n')[line - 1]?.[column - 1]);
  });

  it.each([
    [`SELECT\n  name,\n  statu\nFROM ${pipelines}`, 3, 3],
    [`INSERT INTO aws.sagemaker.images (ImageName) SELECT statu FROM ${pipelines}`, 1, 53],
    ['UPDATE aws.sagemaker.images SET image_description = statu WHERE true', 1, 53],
    [`CREATE TABLE t AS SELECT statu FROM ${pipelines}`, 1, 26],
  ])('marks the place of an unknown column: %s', async (sql, line, column) => {
    const error = await sky.failure(sql);
    expect(error.code).toBe('UNKNOWN_COLUMN');
    expect([error.position?.line, error.position?.column]).toEqual([line, column]);
  });

  describe('of AWS', () => {
    const query = `SELECT name FROM ${pipelines}`;
    it.each([
      [
        'AccessDeniedException',
        'User: x is not authorized to perform: imagebuilder:ListImagePipelines',
        'ACCESS_DENIED',
        'imagebuilder:ListImagePipelines',
      ],
      [
        'ExpiredTokenException',
        'The security token included in the request is expired',
        'CREDENTIALS_EXPIRED',
        'sso login',
      ],
      [
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        'CREDENTIALS_INVALID',
        'access key',
      ],
      ['ServiceQuotaExceededException', 'You have too many of them.', 'QUOTA_EXCEEDED', 'quota'],
    ])('%s', async (fault, message, code, hint) => {
      server.sandbox.faults.set([{ service: 'imagebuilder', error: { code: fault, message, status: 403 } }]);
      const error = await sky.failure(query);
      expect(error).toMatchObject({ code, scope: { service: 'imagebuilder', operation: 'ListImagePipelines' } });
      expect(error.message).toContain(message);
      expect(error.hint).toContain(hint);
    });

    it('throttled for a while is retried', async () => {
      server.sandbox.faults.set([
        { service: 'imagebuilder', times: 1, error: { code: 'ThrottlingException', status: 429 } },
      ]);
      const { rows, statistics } = await sky.query(query);
      expect(rows).toHaveLength(3);
      expect(statistics.retries).toBe(1);
    });

    it('gives the rows of the regions that answered, and warnings for the rest', async () => {
      server.sandbox.faults.set([
        { region: 'eu-central-1', service: 'imagebuilder', error: { code: 'AccessDeniedException', status: 403 } },
      ]);
      const { rows, warnings } = await sky.query(query);
      expect(rows).toHaveLength(2);
      expect(warnings).toMatchObject([
        { code: 'ACCESS_DENIED', region: 'eu-central-1', operation: 'ListImagePipelines' },
      ]);
      expect(await sky.rows('SHOW WARNINGS')).toMatchObject([{ code: 'ACCESS_DENIED', region: 'eu-central-1' }]);
      expect(await sky.rows("SHOW REQUESTS WHERE error IS NOT NULL AND region = 'eu-central-1'")).not.toEqual([]);
    });

    it('strict turns those warnings into an error, by option and by SET', async () => {
      server.sandbox.faults.set([
        { region: 'eu-central-1', service: 'imagebuilder', error: { code: 'AccessDeniedException', status: 403 } },
      ]);
      const strict = await at(server.url, ['us-east-1', 'eu-central-1'], { strict: true });
      expect(await strict.failure(query)).toMatchObject({ code: 'INCOMPLETE', scope: { region: 'eu-central-1' } });
      await expect(collect(strict.db.stream(query))).rejects.toMatchObject({ code: 'INCOMPLETE' });
      await strict.query('SET strict = false');
      expect(await strict.rows(query)).toHaveLength(2);
      await strict.close();
    });

    it('a failed hydration leaves the columns NULL and warns', async () => {
      server.sandbox.faults.set([
        { service: 'sagemaker', operation: 'DescribeImage', error: { code: 'AccessDeniedException', status: 403 } },
        { service: 'cloudcontrol', error: { code: 'AccessDeniedException', status: 403 } },
      ]);
      const { rows, warnings } = await sky.query(
        "SELECT image_name, image_role_arn FROM aws.sagemaker.images WHERE region = 'us-east-1'",
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row.image_role_arn).toBeNull();
      expect(warnings).toMatchObject([{ code: 'ACCESS_DENIED' }]);
    });
  });

  describe('of this machine', () => {
    afterEach(() => vi.unstubAllEnvs());

    it('an endpoint that is not there', async () => {
      const gone = await startSandbox();
      await gone.close();
      const lost = await at(gone.url, ['us-east-1']);
      const error = await lost.failure(`SELECT name FROM ${pipelines}`);
      expect(error.code).toBe('ENDPOINT_UNREACHABLE');
      expect(error.hint).toContain('skyql sandbox');
      await lost.close();
    });

    it('no credentials', async () => {
      for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
        vi.stubEnv(name, undefined);
      vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
      vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
      vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
      const nobody = await openLanguage({ endpoint: server.url, region: 'us-east-1' });
      const error = await nobody.failure(`SELECT name FROM ${pipelines}`);
      expect(error.code).toBe('NO_CREDENTIALS');
      expect(error.hint).toBeTruthy();
      await nobody.close();
    });

    it('a wrong secret', async () => {
      const wrong = await openLanguage({
        endpoint: server.url,
        connections: [
          { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'guessed-it' }, regions: ['us-east-1'] },
        ],
      });
      const error = await wrong.failure(`SELECT name FROM ${pipelines}`);
      expect(error.code).toBe('CREDENTIALS_INVALID');
      expect(JSON.stringify([error.message, error.hint, error.scope])).not.toContain('guessed-it');
      await wrong.close();
    });
  });

  it('stops a script at the statement that fails: those before it stand, those after it do not run', async () => {
    const steps = await collect(
      sky.db.script(
        "CREATE TABLE before AS SELECT 1 AS a; SELECT nonsense FROM before; CREATE TABLE after AS SELECT 1 AS a; -- ';'",
      ),
    );
    expect(steps.map((step) => ('error' in step ? step.error.code : step.result.command))).toEqual([
      'CREATE',
      'UNKNOWN_COLUMN',
    ]);
    expect(await sky.values('SELECT a FROM before')).toEqual([1]);
    expect(await sky.failure('SELECT a FROM after')).toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  });
});
