/** The verbs of operations that read, longest first: `BatchGet` before `Get`. */
const readingVerbs =
  /^(BatchDescribe|BatchGet|BatchRead|AdminGet|AdminList|Describe|Discover|Get|List|Lookup|Query|Read|Retrieve|Search|View)(?=[A-Z0-9])(.+)$/;

/** `DescribeInstances` is `Describe` and `Instances`; undefined for operations that do not read. */
export function readingNoun(operation: string): { readonly verb: string; readonly noun: string } | undefined {
  const [, verb, noun] = readingVerbs.exec(operation) ?? [];
  return verb === undefined || noun === undefined ? undefined : { verb, noun };
}
