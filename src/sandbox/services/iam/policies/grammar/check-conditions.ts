import { isIPv4, isIPv6 } from 'node:net';
import { isStructure } from '../../../../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlySet<string> = new Set([
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ...['StringLike', 'StringNotLike'],
  ...['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals'],
  ...['NumericGreaterThan', 'NumericGreaterThanEquals'],
  ...['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
  ...['Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress'],
  ...['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
]);

/** Operators, and under each the keys with their values: `{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}`. */
export function checkConditions(value: WireValue | undefined): void {
  if (value === undefined) return;
  if (!isStructure(value)) throw malformedPolicy(messages.syntax);
  for (const [operator, keys] of Object.entries(value)) {
    const bare = operator.replace(/^(?:ForAllValues|ForAnyValue):/, '').replace(/IfExists$/, '');
    if (operator !== 'Null' && !operators.has(bare)) throw malformedPolicy(messages.badOperator(operator));
    if (!isStructure(keys)) throw malformedPolicy(messages.syntax);
    for (const [key, values] of Object.entries(keys)) {
      if (!/^[A-Za-z0-9._/-]+:./.test(key)) throw malformedPolicy(messages.noVendor);
      for (const each of Array.isArray(values) ? values : [values]) checkValue(bare, each);
    }
  }
}

/** What values look like, by the beginning of the operator; others take any text. */
const forms: readonly (readonly [RegExp, (text: string) => boolean])[] = [
  [/^Numeric/, (text) => text.trim() !== '' && Number.isFinite(Number(text))],
  [/^Date/, (text) => /^\d+$/.test(text) || !Number.isNaN(Date.parse(text))],
  [/^(?:Bool|Null)$/, (text) => /^(?:true|false)$/i.test(text)],
  [/IpAddress$/, isAddress],
];

function checkValue(operator: string, value: WireValue | undefined): void {
  if (!['string', 'number', 'boolean'].includes(typeof value)) throw malformedPolicy(messages.syntax);
  const text = String(value);
  // A policy variable stands for a value that only a request has.
  if (text.includes('${')) return;
  const form = forms.find(([begin]) => begin.test(operator));
  if (form !== undefined && !form[1](text)) throw malformedPolicy(messages.syntax);
}

function isAddress(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return (
    rest.length === 0 && most > 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most))
  );
}
