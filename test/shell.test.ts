import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { commands } from '../src/shell/commands/commands.ts';
import { insteadOf } from '../src/shell/commands/instead-of.ts';
import { createInterrupts, type Interrupts } from '../src/shell/interrupts.ts';
import { Shell } from '../src/shell/shell.ts';
import { createQuestions } from '../src/terminal/questions.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';

const pipelines = 'SELECT name FROM aws.imagebuilder.image_pipelines ORDER BY name LIMIT 2';

describe('the shell', () => {
  let database: Database;
  let interrupts: Interrupts;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'skyql-shell-'));
    database = await connect({ sandbox: true, region: 'us-east-1', externalAccess: true });
  });
  afterAll(async () => {
    await database.close();
    rmSync(directory, { recursive: true });
  });

  /** What a text prints, and how it went. A new shell each time, over one session. */
  async function run(text: string) {
    const terminal = recordingTerminal();
    interrupts = createInterrupts(terminal);
    const questions = createQuestions(interrupts.begin());
    const shell = new Shell(
      { database, terminal, interrupts, questions },
      { format: 'csv', parameters: {}, colour: false, quiet: true, timing: false, strict: false, debug: false },
    );
    try {
      const code = await shell.runText(text);
      return { shell, code, output: terminal.output().replaceAll('\r\n', '\n'), errors: terminal.errors() };
    } finally {
      await shell.redirect(undefined);
      interrupts.dispose();
    }
  }

  it('runs statements and commands in their order, and settings last', async () => {
    const { code, output, errors } = await run(
      `SET region = 'eu-west-1';\nSELECT DISTINCT region FROM aws.ec2.images;\nRESET region;\n.mode jsonl\nSELECT 1 AS a; SELECT 2 AS a;`,
    );
    expect({ code, output, errors }).toEqual({ code: 0, output: 'region\neu-west-1\n{"a":1}\n{"a":2}\n', errors: '' });
  });

  it('stops at the first entry that fails, and says where in the text', async () => {
    const { shell, code, output, errors } = await run('SELECT 1 AS a;\nSELECT 2\n  FROM nowhere WHERE;\nSELECT 3;');
    expect(code).toBe(1);
    expect(output).toBe('a\n1\n');
    expect(errors).toMatch(/at line 3, column \d+/);
    expect(shell.fault).toBeGreaterThan('SELECT 1 AS a;\nSELECT 2\n'.length);
    expect(await run('\\q\nSELECT 1;')).toMatchObject({ code: 0, output: '' });
  });

  it('names the nearest command for one that there is not', async () => {
    expect(await run('\\tables')).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/There is no command \\tables\.\nhint: Did you mean .*\.tables/),
    });
    expect(await run('\\x perhaps')).toMatchObject({ code: 2, errors: expect.stringContaining('takes on or off') });
  });

  it('describes resources, services, tables, with the provider or without', async () => {
    const whole = await run('\\d aws.imagebuilder.images');
    expect(whole.output).toContain('date_created,');
    expect(await run('\\d imagebuilder.images;')).toMatchObject({ code: 0, output: whole.output });
    expect((await run('\\d imagebuilder')).output).toMatch(/^images,aws.imagebuilder.images/m);
    expect((await run('\\dt imagebuilder.*image*')).output).not.toContain('aws.imagebuilder.components');
    expect((await run('\\dn *image*')).output).toMatch(/^id,name,title\naws\.imagebuilder,/);
    expect((await run('\\d imagebuilder.imagse')).errors).toContain('aws.imagebuilder.images');
    expect((await run('\\d')).errors).toContain('no tables of its own');
    const own = await run(
      'CREATE TABLE t_own AS SELECT 1 AS a; CREATE VIEW v_own AS SELECT 1 AS b;\n\\dt *own\n.tables t*\n\\d t_own\nDROP VIEW v_own; DROP TABLE t_own;',
    );
    expect(own.output).toContain('memory,main,t_own,table\nmemory,main,v_own,view\n');
    expect(own.output).toContain('a,INTEGER');
  });

  it('explains the last statement, or the one that is written', async () => {
    expect(await run(`${pipelines};\n\\policy`)).toMatchObject({
      code: 0,
      output: expect.stringContaining('imagebuilder:ListImagePipelines'),
    });
    expect((await run(`\\explain ${pipelines};`)).output).toContain('ListImagePipelines');
    expect((await run(`\\explain analyze ${pipelines}`)).code).toBe(0);
    expect(await run('\\explain')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('No statement was run yet'),
    });
    const requests = await run(`${pipelines};\n\\requests 1`);
    expect(requests.output).toMatch(/request_id\n[^\n]*ListImagePipelines[^\n]*\n$/);
    expect((await run('\\docs imagebuilder.images')).output).toContain('# ');
  });

  it('runs a statement that a command ends, and says where in the text it is wrong', async () => {
    const { output, shell } = await run(
      "SELECT 1 AS a \\gx\nSELECT ';\\g' AS b\n\\g\n\\p\nSELECT 2 AS c, 'x' AS d \\gdesc",
    );
    expect(output).toBe(
      '─[ RECORD 1 ]\na │ 1\nb\n;\\g\ncolumn_name,column_type,null,key,default,extra\nc,INTEGER,YES,,,\nd,VARCHAR,YES,,,\n',
    );
    expect(shell.lastStatement).toBe("SELECT 2 AS c, 'x' AS d");
    const wrong = await run('SELECT 1 AS a;\n\nSELECT nothing \\gx');
    expect(wrong.errors).toContain('at line 3, column 8');
    expect(wrong.shell.fault).toBe('SELECT 1 AS a;\n\nSELECT '.length);
    expect(await run('SELECT 1 \\d aws.ec2.images')).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining('semicolon first'),
    });
  });

  it('has words of psql for what skyql has, and says of the others what to write', async () => {
    const methods = await run('\\df imagebuilder.image_pipelines');
    expect(methods.output).toContain('start_image_pipeline_execution');
    expect((await run('\\l')).output).toContain('default,aws');
    expect((await run('\\dt+ ec2.vpcs*')).output).toBe((await run('\\dt ec2.vpcs*')).output);
    expect((await run("\\echo 'told'")).output).toBe('told\n');
    expect((await run('\\pset null x')).errors).toBe(
      'error[USAGE]: There is no command \\pset here.\n' +
        'hint: Write .mode FORMAT: csv has a header and commas, line a line a column; \\x switches to that.\n',
    );
    // No advice of a command that there is.
    const own = commands.flatMap(({ names }) => names);
    expect(own.filter((name) => insteadOf(name) !== undefined)).toEqual([]);
    // What psql would give a program is no file of that name.
    expect((await run('SELECT 1 \\g |less')).code).toBe(2);
    expect((await run('\\o |less')).code).toBe(2);
  });

  it('runs the last statement again', async () => {
    const { output } = await run('SELECT 7 AS a;\n\\g\n\\explain\n\\g');
    expect(output.match(/a\n7\n/g)).toHaveLength(3);
  });

  it('watches queries until it is stopped, and nothing that changes', async () => {
    const watching = run('SELECT 5 AS a;\n\\watch 0.1');
    await new Promise((resolve) => setTimeout(resolve, 350));
    process.emit('SIGINT');
    const { code, output } = await watching;
    expect(code).toBe(0);
    expect(output.match(/a\n5\n/g)?.length).toBeGreaterThan(1);
    const change = "DELETE FROM aws.imagebuilder.image_pipelines WHERE name = 'nobody';";
    expect(await run(`${change}\n\\watch`)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('queries alone'),
    });
    expect(await run('SELECT 1;\n\\watch soon')).toMatchObject({ code: 2 });
  });

  it('has values for parameters', async () => {
    const { output, errors } = await run(
      "\\set team 'it''s'\n\\set days := 90\n\\set\nSELECT $team AS a, $days + 1 AS b;\n\\unset days\n\\set",
    );
    expect(output).toBe("a,b\nit's,91\n");
    expect(errors).toBe('$team = "it\'s"\n$days = 90\n$team = "it\'s"\n');
    expect(await run('\\set a := {')).toMatchObject({ code: 2, errors: expect.stringContaining('no JSON') });
    expect(await run('\\set team x\n\\unset taem')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('$team'),
    });
  });

  it('writes rows to files and reads them, statements too', async () => {
    const at = (name: string) => join(directory, name);
    expect(await run(`\\o ${at('rows.csv')}\nSELECT 1 AS a;\n\\o\nSELECT 2 AS a;`)).toMatchObject({
      code: 0,
      output: 'a\n2\n',
    });
    expect(readFileSync(at('rows.csv'), 'utf8')).toBe('a\r\n1\r\n');
    const copied = await run(
      `\\copy (SELECT name FROM aws.imagebuilder.image_pipelines) to ${at('a.parquet')}
SELECT count(*) > 0 AS found FROM '${at('a.parquet')}';
CREATE TABLE t_copied (name VARCHAR);
\\copy (VALUES ('x to y')) to '${at('b.csv')}' (FORMAT csv)
\\copy t_copied from '${at('b.csv')}' (FORMAT csv)
SELECT * FROM t_copied; DROP TABLE t_copied;`,
    );
    expect(copied).toMatchObject({ code: 0, output: expect.stringMatching(/found\ntrue\n[\s\S]*name\nx to y\n/) });
    expect(await run('\\copy x')).toMatchObject({ code: 2 });
    writeFileSync(at('in.sql'), 'SELECT 1 AS a;\n\\set x 5\nSELECT $x AS b');
    expect(await run(`\\i ${at('in.sql')}\nSELECT $x AS c;`)).toMatchObject({ code: 0, output: 'a\n1\nb\n5\nc\n5\n' });
    writeFileSync(at('circle.sql'), `\\i ${at('circle.sql')}`);
    expect(await run(`\\i ${at('circle.sql')}`)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('reads itself'),
    });
    expect(await run('\\i nowhere.sql')).toMatchObject({ code: 2, errors: expect.stringContaining('nowhere.sql') });
  });

  it('shows rows as it is told', async () => {
    const { output, errors } = await run('\\x\nSELECT 1 AS a;\n\\x off\n.mode\n.mode tabel\n');
    expect(output).toContain('RECORD 1');
    expect(errors).toContain('The format is table.');
    expect(errors).toContain('Did you mean table?');
    expect(await run('.timer on\nSELECT 1 AS a;')).toMatchObject({
      errors: expect.stringMatching(/Timing is on\.\n1 row/),
    });
    const help = await run('help');
    expect(help.errors).toContain('\\watch [SECONDS]');
    expect((await run('\\? parquet')).errors).toMatch(/^\\copy/);
  });
});
