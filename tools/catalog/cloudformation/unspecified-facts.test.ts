import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFacts, unspecifiedFacts, writeFacts } from './unspecified-facts.ts';

const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/);
const pointer = fc.array(fc.oneof(name, fc.constant('*')), { minLength: 1, maxLength: 4 });
const facts = fc.record({
  writeOnly: fc.array(
    pointer.map((path) => `/properties/${path.join('/')}`),
    { minLength: 1 },
  ),
  unordered: fc.array(
    fc.oneof(
      name,
      fc.tuple(name, name).map(([owner, own]) => `${owner}.${own}`),
    ),
  ),
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^AWS::[A-Z][a-z]+::[A-Z][a-z]+$/), facts), (all) => {
      const types = new Map(Object.entries(all));
      expect(readFacts(writeFacts(types))).toEqual(types);
    }),
  );
});

it("knows what AWS's schemas say of a type, and nothing of others", () => {
  expect(unspecifiedFacts('AWS::SageMaker::ImageVersion')).toEqual({
    writeOnly: ['/properties/Alias', '/properties/Aliases'],
    unordered: [],
  });
  expect(unspecifiedFacts('AWS::EC2::SecurityGroup').unordered).toContain('SecurityGroupIngress');
  expect(unspecifiedFacts('AWS::Lambda::Function').writeOnly).toContain('/properties/Code/ZipFile');
  expect(unspecifiedFacts('AWS::No::Type')).toEqual({ writeOnly: [], unordered: [] });
});
