import type { Tag } from '../../../kit/tags/tag.ts';

export const keyPairsTable = 'ec2.key-pairs';

/** A key pair under its id. The private half is never kept. */
export interface KeyPairRecord {
  readonly pair: {
    readonly KeyPairId: string;
    readonly KeyName: string;
    readonly KeyType: 'rsa' | 'ed25519';
    readonly KeyFingerprint: string;
    readonly CreateTime: string;
    readonly Tags?: readonly Tag[];
  };
  /** As OpenSSH writes it. */
  readonly publicKey: string;
}
