import { inlineCode } from '../markdown/inline-code.ts';
import { oneLine } from '../markdown/paragraphs.ts';
import type { MemberNode } from '../member-tree.ts';

/** Enumerations beyond this length are cut: the model behind `DESCRIBE METHOD` has them all. */
const valuesShown = 60;

/** Members as a list, those inside them indented. */
export function memberList(members: readonly MemberNode[], indent = ''): string {
  return members
    .map((member) => {
      const inside = member.members.length === 0 ? '' : `\n${memberList(member.members, `${indent}  `)}`;
      return `${indent}- ${memberLine(member)}${inside}`;
    })
    .join('\n');
}

function memberLine({ name, type, required, values, description, cut }: MemberNode): string {
  const parts = [
    `${inlineCode(name)} (${type}${required ? ', required' : ''}): ${oneLine(description)}`,
    ...(values.length === 0 ? [] : [valuesText(values)]),
    ...(cut === 'recursive' ? ['It holds the structure that it stands in once more.'] : []),
    ...(cut === 'long' ? ['What is inside it is left out here.'] : []),
  ];
  return parts.join(' ');
}

function valuesText(values: readonly string[]): string {
  const shown = values.slice(0, valuesShown).map(inlineCode).join(', ');
  const more = values.length > valuesShown ? ` and ${values.length - valuesShown} more` : '';
  return `One of: ${shown}${more}.`;
}
