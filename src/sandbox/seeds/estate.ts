/** The accounts of the demo estate; on the sandbox an access key id of twelve digits is its account. */
export const demoAccounts = { production: '123456789012', build: '210987654321' } as const;

/** The regions of the demo estate. */
export const demoRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'] as const;

/** Accounts beside the two, which the estate shares images with or launches images of. */
export const otherAccounts = { partner: '333344445555', contractor: '444455556666', stranger: '555566667777' } as const;

export type DemoRegion = (typeof demoRegions)[number];
