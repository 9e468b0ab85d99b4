import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangePlan } from '../change-plan.ts';
import { readSavedPlan } from './read-saved-plan.ts';
import { savePlan } from './save-plan.ts';

const resource = { provider: 'fake', service: 'shop', resource: 'cards' };
const scope = { connection: 'main', region: 'north' };
const plan = (note: string, secrets?: readonly string[]): ChangePlan => ({
  verb: 'UPDATE',
  resource,
  method: 'update_card',
  isChange: true,
  isLimited: true,
  permissions: [],
  changes: [
    {
      kind: 'update',
      resource,
      scope,
      method: 'update_card',
      key: ['a', '1'],
      values: { title: note },
      before: { title: null },
      after: { title: note },
      unchanged: undefined,
      wait: true,
      note,
      permissions: [],
      ...(secrets && { secrets }),
    },
  ],
});
const places = [{ ...scope, account_id: '1', endpoint: null }];
const maker = { version: '1.2.3', now: new Date(0) };

describe('a plan that is kept', () => {
  it('is read as it was made, whatever it holds and in whatever order its members come back', () => {
    fc.assert(
      fc.property(fc.string(), (note) => {
        const saved = savePlan(plan(note), places, maker);
        expect(readSavedPlan(JSON.stringify(saved, null, 2))).toEqual(saved);
        expect(readSavedPlan(Object.fromEntries(Object.entries(saved).reverse()))).toEqual(saved);
      }),
    );
    expect(savePlan(plan('n'), places, maker)).toMatchObject({
      format_version: 1,
      made_by: 'skyql 1.2.3',
      made_at: '1970-01-01T00:00:00.000Z',
      places,
    });
  });

  it.each([
    ['PLAN_NOT_READABLE', 'SELECT 1'],
    ['PLAN_NOT_READABLE', '[]'],
    ['PLAN_NOT_READABLE', '{}'],
    ['PLAN_NOT_READABLE', null],
    ['PLAN_NOT_READABLE', '{"format_version": 1}'],
    ['PLAN_VERSION', '{"format_version": 2}'],
    ['PLAN_VERSION', '{"format_version": "1"}'],
  ])('%s is %j', (code, text) => {
    expect(() => readSavedPlan(text)).toThrow(expect.objectContaining({ code, hint: expect.any(String) }));
  });

  it('tells when anything in it was altered', () => {
    const saved = JSON.parse(JSON.stringify(savePlan(plan('n'), places, maker)));
    const alterations = [
      { ...saved, made_at: '2020-01-01T00:00:00.000Z' },
      { ...saved, places: [{ ...places[0], account_id: '2' }] },
      { ...saved, plan: { ...saved.plan, isLimited: false } },
      { ...saved, plan: { ...saved.plan, changes: [] } },
      { ...saved, more: true },
      { ...saved, digest: 'sha256:0' },
    ];
    for (const altered of alterations)
      expect(() => readSavedPlan(altered)).toThrow(expect.objectContaining({ code: 'PLAN_ALTERED' }));
  });

  it('holds no secret', () => {
    expect(() => savePlan(plan('***', ['/after/title', '/values/title']), places, maker)).toThrow(
      expect.objectContaining({
        code: 'PLAN_HOLDS_SECRET',
        message: expect.stringContaining('title of fake.shop.cards'),
      }),
    );
  });
});
