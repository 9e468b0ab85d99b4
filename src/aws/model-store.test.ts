import { describe, expect, it } from 'vitest';
import { loadServiceModel, loadServiceModelSync } from './model-store.ts';

describe('the store of models', () => {
  it('reads a model once, whoever asks first', async () => {
    const [first, second] = await Promise.all([loadServiceModel('imagebuilder'), loadServiceModel('imagebuilder')]);
    expect(first.service).toBe('imagebuilder');
    expect(first.operations).toHaveProperty('GetImage');
    expect(second).toBe(first);
    expect(loadServiceModelSync('imagebuilder')).toBe(first);
  });

  it.each(['no-such-service', '../package', 'a/b', '', '.'])("has no model of '%s'", async (service) => {
    const missing = { name: 'SkyqlError', code: 'CATALOG_MISSING', hint: 'npm run build', scope: { service } };
    await expect(loadServiceModel(service)).rejects.toMatchObject(missing);
    expect(() => loadServiceModelSync(service)).toThrow(expect.objectContaining(missing));
  });
});
