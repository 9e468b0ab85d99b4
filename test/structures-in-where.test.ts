import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtResources } from './support/built-resources.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// What a list takes as a structure, or as a list of them, a statement gives it as JSON.

describe('a structure that a read takes', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const instances = (filters: string) => `SELECT instance_id FROM aws.ec2.instances WHERE Filters = '${filters}'`;

  it('reaches the API, as text and from a parameter', async () => {
    const [type] = await sky.values('SELECT instance_type FROM aws.ec2.instances ORDER BY instance_id LIMIT 1');
    const expected = await sky.values(`SELECT instance_id FROM aws.ec2.instances WHERE instance_type = '${type}'`);
    const filters = JSON.stringify([{ Name: 'instance-type', Values: [type] }]);
    expect(await sky.values(instances(filters))).toEqual(expected);
    expect(expected).not.toEqual(await sky.values('SELECT instance_id FROM aws.ec2.instances'));
    // Names in any spelling, and one for a list of one.
    expect(await sky.values(instances(`{"name": "instance-type", "values": "${type}"}`))).toEqual(expected);
    const bound = 'SELECT instance_id FROM aws.ec2.instances WHERE Filters = $filters';
    expect(await sky.values(bound, { filters })).toEqual(expected);
    expect(
      await sky.values(
        'SELECT parameter.name FROM aws.ssm.parameters parameter WHERE ParameterFilters = \'[{"Key": "Name", "Values": ["none"]}]\'',
      ),
    ).toEqual([]);
  });

  it('goes together with conditions on columns', async () => {
    const all = await sky.rows('SELECT instance_id, instance_type FROM aws.ec2.instances');
    const [{ instance_type: type } = {}] = all;
    const running = '[{"Name": "instance-state-name", "Values": ["running", "stopped"]}]';
    const rows = await sky.rows(
      `SELECT instance_id, instance_type FROM aws.ec2.instances WHERE Filters = '${running}' AND instance_type = '${type}' ORDER BY instance_id`,
    );
    expect(rows).toEqual(
      all
        .filter((row) => row.instance_type === type)
        .toSorted((one, other) => (String(one.instance_id) < String(other.instance_id) ? -1 : 1)),
    );
  });

  it('is held against its shape before anything is sent', async () => {
    expect(await sky.failure(instances('[{"Nme": "instance-type"}]'))).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      message: expect.stringContaining('Nme'),
      hint: expect.stringContaining('Name'),
    });
    expect(await sky.failure(instances('[{"Name": "a"'))).toMatchObject({ code: 'INVALID_VALUE' });
    expect(await sky.calls(`EXPLAIN ${instances('[{"Name": "instance-type", "Values": ["none"]}]')}`)).toEqual([]);
  });

  it('is refused by EXPLAIN as it is by the read', async () => {
    expect(await sky.failure(`EXPLAIN ${instances('[{"Nme": "instance-type"}]')}`)).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
  });
});

it('is a parameter of each list that takes one, by a name that no column has', async () => {
  const resources = await builtResources();
  const taken = (service: string, name: string) =>
    resources
      .find((own) => own.service === service && own.name === name)
      ?.accessPaths.flatMap(({ parameters }) => parameters.map((parameter) => parameter.name));
  expect(taken('ce', 'cost_and_usages')).toEqual(expect.arrayContaining(['GroupBy', 'Filter']));
  expect(taken('ec2', 'images')).toContain('Filters');
  expect(taken('resourcegroupstaggingapi', 'resources')).toContain('TagFilters');
  for (const { service, name, columns, accessPaths } of resources) {
    const names = new Set(columns.map((column) => column.name));
    for (const parameter of accessPaths.flatMap(({ parameters }) => parameters)) {
      const isColumn = names.has(parameter.name.toLowerCase()) && !parameter.required;
      const isItsOwn = parameter.columns.flat().includes(parameter.name.toLowerCase());
      expect(isColumn && !isItsOwn, `${service}.${name} ${parameter.name}`).toBe(false);
    }
  }
}, 60_000);
