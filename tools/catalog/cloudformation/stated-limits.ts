import type { PropertySchema } from '../../../src/cloudformation/resource-schema.ts';

/** The limits that a property's documentation states: `*Pattern* : ...`, `*Length Constraints* : Minimum length of 1.` */
export function statedLimits(documentation: string | undefined, type: PropertySchema['type']): Partial<PropertySchema> {
  if (!documentation) return {};
  if (type === 'string') {
    const lengths = /\*Length Constraints\* ?:([^\n]*)/.exec(documentation)?.[1] ?? '';
    return defined({
      pattern: usablePattern(/\*Pattern\* ?: ?`+([^\n]+?)`+\s*(?:\n|$)/.exec(documentation)?.[1]),
      minLength: numberIn(/Minimum length of (\d+)/, lengths),
      maxLength: numberIn(/Maximum length of (\d+)/, lengths),
    });
  }
  if (type === 'array') {
    const members = /\*Array Members\* ?:([^\n]*)/.exec(documentation)?.[1] ?? '';
    return defined({
      minItems: numberIn(/Minimum number of (\d+)/, members),
      maxItems: numberIn(/Maximum number of (\d+)/, members),
    });
  }
  if (type === 'integer') {
    const range = /\*Valid Range\* ?:([^\n]*)/.exec(documentation)?.[1] ?? '';
    return defined({
      minimum: numberIn(/Minimum value of (-?\d+)/, range),
      maximum: numberIn(/Maximum value of (-?\d+)/, range),
    });
  }
  return {};
}

/** A pattern that is not anchored at both ends, or that JavaScript cannot read, would refuse what AWS takes. */
function usablePattern(pattern: string | undefined): string | undefined {
  if (!pattern?.startsWith('^') || !pattern.endsWith('$')) return undefined;
  try {
    new RegExp(pattern, 'u');
    return pattern;
  } catch {
    return undefined;
  }
}

function numberIn(pattern: RegExp, text: string): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function defined<Facts extends object>(facts: Facts): Partial<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<Facts>;
}

/** The documentation without the lines that state limits. */
export function withoutLimits(documentation: string | undefined): string {
  return (documentation ?? '')
    .replace(/^\s*\*(Type|Pattern|Length Constraints|Array Members|Valid Range|Valid Values|Required)\* ?:.*$/gm, '')
    .trim();
}
