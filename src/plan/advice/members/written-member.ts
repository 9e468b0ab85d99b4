import { quoteLiteral } from '../../../data/quote.ts';
import { everyElement, type MemberStep } from '../../outline/member-steps.ts';

/** `column -> 0 -> 'Ebs'`; where each element of a list is gone into, `column -> '$[*].Ebs'`. */
export function writtenMember(column: string, steps: readonly MemberStep[], operator: '->' | '->>' = '->'): string {
  if (steps.includes(everyElement)) return `${column} ${operator} '$${steps.map(pathStep).join('')}'`;
  return steps.reduce<string>((text, step, index) => {
    const arrow = index === steps.length - 1 ? operator : '->';
    return `${text} ${arrow} ${typeof step === 'number' ? step : quoteLiteral(String(step))}`;
  }, column);
}

function pathStep(step: MemberStep): string {
  if (step === everyElement) return '[*]';
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(step) ? `.${step}` : `."${step}"`;
}
