/** An IAM policy document, as AWS accepts it. */
export interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string;
  }[];
  readonly [name: string]: string | readonly { readonly [name: string]: string | readonly string[] }[];
}

/** The least policy that allows the given actions; a statement that needs none gets an empty one. */
export function policyOf(actions: readonly string[]): Policy {
  const distinct = [...new Set(actions)].toSorted();
  return {
    Version: '2012-10-17',
    Statement: distinct.length === 0 ? [] : [{ Effect: 'Allow', Action: distinct, Resource: '*' }],
  };
}
