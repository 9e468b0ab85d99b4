import { afterAll, describe, expect, it } from 'vitest';
import { complete } from '../src/completion/complete.ts';
import { showColumns } from '../src/completion/show-wants.ts';
import { ownSettings } from '../src/completion/suggest/setting-suggestions.ts';
import { connect } from '../src/session/connect.ts';
import { knownOf } from '../src/session/known-of.ts';
import { ownSettingNames } from '../src/sql/own-setting-names.ts';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
// No statement here makes a call.
const db = await connect({
  endpoint: 'http://127.0.0.1:9',
  connections: [
    { name: 'prod', credentials, regions: ['eu-west-1'] },
    { name: 'dev', credentials },
  ],
});
afterAll(() => db.close());

async function at(marked: string): Promise<readonly string[]> {
  const known = knownOf(db);
  if (known === undefined) throw new Error('Nothing is known of the session.');
  const { suggestions } = await complete(marked.replace('|', ''), marked.indexOf('|'), known);
  return suggestions.map(({ text }) => text);
}

describe('completion in a session', () => {
  it('knows the tables and views of the session, also those that were just made and dropped', async () => {
    await db.query('CREATE TABLE wanted (id INTEGER, "Vpc Id" VARCHAR)');
    await db.query('CREATE TEMP VIEW chosen AS SELECT id AS picked FROM wanted');
    expect(await at('SELECT * FROM |')).toEqual(expect.arrayContaining(['wanted', 'chosen']));
    expect(await at('SELECT w.| FROM wanted w')).toEqual(['id', '"Vpc Id"']);
    expect(await at('SELECT | FROM chosen')).toContain('picked');
    await db.query('DROP VIEW chosen');
    expect(await at('SELECT * FROM cho|')).not.toContain('chosen');
  });

  it('knows functions, settings, regions, connections and what USE has set', async () => {
    expect(await at('SELECT json_extract_str|')).toEqual(['json_extract_string(']);
    expect(await at('SELECT * FROM read_cs|')).toEqual(expect.arrayContaining(['read_csv(']));
    expect(await at('SET memory_l|')).toEqual(['memory_limit']);
    expect(await at("SELECT * FROM aws.ec2.images WHERE region = 'eu-w|'")).toEqual([
      "'eu-west-1'",
      "'eu-west-2'",
      "'eu-west-3'",
    ]);
    expect(await at("SELECT * FROM aws.ec2.images WHERE connection = '|'")).toEqual(["'prod'", "'dev'"]);
    await db.query('USE aws.sagemaker');
    expect(await at('SELECT * FROM ima|')).toEqual(expect.arrayContaining(['image', 'images']));
    await db.query('USE memory');
  });

  it('leaves SHOW WARNINGS as the last statement has them', async () => {
    const before = (await db.query('SHOW WARNINGS')).rows;
    await at('SELECT * FROM |');
    expect((await db.query('SHOW WARNINGS')).rows).toEqual(before);
  });

  it('names the columns that SHOW has', async () => {
    const places: Readonly<Record<string, string>> = {
      services: ' IN aws',
      resources: ' IN aws.sagemaker',
      methods: ' IN aws.sagemaker.images',
      permissions: ' IN aws.sagemaker.images',
      relationships: ' IN aws.sagemaker.images',
    };
    for (const [subject, columns] of Object.entries(showColumns)) {
      const { columns: shown } = await db.query(`SHOW EXTENDED ${subject}${places[subject] ?? ''}`);
      expect([...columns].sort(), subject).toEqual(shown.map(({ name }) => name).sort());
    }
  });

  it("names skyql's own settings, each with values that it takes", async () => {
    expect(Object.keys(ownSettings).sort()).toEqual([...ownSettingNames].sort());
    for (const [name, { values }] of Object.entries(ownSettings)) {
      for (const value of values) await db.query(`SET ${name} = ${value}`);
      await db.query(`RESET ${name}`);
    }
  });

  it('asks nothing of a session that is closed', async () => {
    const other = await connect({ endpoint: 'http://127.0.0.1:9', connections: [{ name: 'a', credentials }] });
    const known = knownOf(other);
    await other.close();
    await expect(known?.tables?.()).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
