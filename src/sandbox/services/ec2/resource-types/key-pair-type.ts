import { present, textOf } from '../../../kit/members.ts';
import type { RequestContext, ResourceHandler } from '../../../service.ts';
import type { KeyPairRecord } from '../key-pairs/key-pair-record.ts';
import { createKeyPair, deleteKeyPair, importKeyPair, keyPairByName, keyPairs } from '../key-pairs/key-pairs.ts';
import { tagSpecifications } from './tags.ts';

/** AWS::EC2::KeyPair: made by AWS, or of a public key that is given. It is never updated. */
export const keyPairType: ResourceHandler = {
  create({ Tags, ...properties }, context) {
    const input = { ...properties, ...tagSpecifications('key-pair', Tags) };
    if (properties.PublicKeyMaterial === undefined) createKeyPair(input, context);
    else importKeyPair(input, context);
    return { status: 'SUCCESS', identifier: textOf(properties.KeyName) ?? '' };
  },
  read(identifier, context) {
    const pair = find(identifier, context)?.pair;
    return (
      pair &&
      present({
        KeyName: pair.KeyName,
        KeyPairId: pair.KeyPairId,
        KeyType: pair.KeyType,
        KeyFingerprint: pair.KeyFingerprint,
        Tags: pair.Tags,
      })
    );
  },
  delete(identifier, context) {
    const { pair } = keyPairByName(identifier, context);
    deleteKeyPair({ KeyPairId: pair.KeyPairId }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_, context) => [...keyPairs(context).values()].map(({ pair }) => ({ KeyName: pair.KeyName })),
};

function find(name: string, context: RequestContext): KeyPairRecord | undefined {
  return [...keyPairs(context).values()].find(({ pair }) => pair.KeyName === name);
}
