/** A step of a component's or workflow's document. */
export interface DocumentStep {
  readonly name: string;
  readonly action: string;
  readonly description: string | undefined;
  readonly onFailure: string | undefined;
  /** The step's own lines, as they stand in the document. */
  readonly lines: readonly string[];
}

export interface DocumentPhase {
  readonly name: string;
  readonly steps: readonly DocumentStep[];
}

interface Item {
  readonly indent: number;
  readonly lines: readonly string[];
}

/**
 * The phases of a component document, in YAML's block style. The sandbox runs no commands: it reads of a document what it
 * shows (steps) and what decides a build (see `failingStep`), so indentation is all it has to understand.
 */
export function readPhases(data: string): readonly DocumentPhase[] {
  return itemsOf(sectionOf(data.split('\n'), 'phases')).map((phase) => ({
    name: memberOf(phase, 'name') ?? '',
    steps: stepsOf(phase.lines),
  }));
}

/** The steps of a workflow document. */
export function readWorkflowSteps(data: string): readonly DocumentStep[] {
  return stepsOf(data.split('\n'));
}

/** `name`, `type` and so on of the parameters that a document declares. */
export function readParameters(data: string): readonly DocumentParameter[] {
  return itemsOf(sectionOf(data.split('\n'), 'parameters')).map((item) => {
    const ownKey = /^\s*-\s+([\w-]+):\s*$/.exec(item.lines[0] ?? '')?.[1];
    const defaultValue = nestedMember(item, 'default') ?? nestedMember(item, 'defaultValue');
    const description = nestedMember(item, 'description');
    return {
      name: ownKey ?? memberOf(item, 'name') ?? '',
      type: nestedMember(item, 'type') ?? 'string',
      ...(defaultValue === undefined ? {} : { defaultValue: [defaultValue] }),
      ...(description === undefined ? {} : { description }),
    };
  });
}

export type DocumentParameter = {
  readonly name: string;
  readonly type: string;
  readonly defaultValue?: readonly string[];
  readonly description?: string;
};

/**
 * The first step that fails: one of ExecuteBash or ExecutePowerShell that has the command `exit N`, N not 0, on a line of
 * its own and in no `if`, loop or `case`, unless the step's `onFailure` is `Continue` or `Ignore`. This is how a build
 * is made to fail in the sandbox.
 */
export function failingStep(phases: readonly DocumentPhase[]): DocumentStep | undefined {
  return phases
    .flatMap((phase) => phase.steps)
    .find(
      (step) =>
        /^Execute(?:Bash|PowerShell)$/.test(step.action) &&
        !/^(?:Continue|Ignore)$/.test(step.onFailure ?? '') &&
        exitsWithFailure(step.lines),
    );
}

function exitsWithFailure(lines: readonly string[]): boolean {
  let depth = 0;
  for (const line of lines) {
    const command = unquoted(line.trim().replace(/^-\s+/, ''));
    if (/^(?:fi|done|esac)\b/.test(command)) depth -= 1;
    if (depth === 0 && /^exit\s+[1-9]\d*;?$/.test(command)) return true;
    if (/^(?:if|for|while|until|case)\b/.test(command) && !/\b(?:fi|done|esac)$/.test(command)) depth += 1;
  }
  return false;
}

function stepsOf(lines: readonly string[]): readonly DocumentStep[] {
  return itemsOf(sectionOf(lines, 'steps')).map((item) => ({
    name: memberOf(item, 'name') ?? '',
    action: memberOf(item, 'action') ?? '',
    description: memberOf(item, 'description'),
    onFailure: memberOf(item, 'onFailure'),
    lines: item.lines,
  }));
}

/** The lines under `key:`, up to the next line that stands no deeper than it. */
function sectionOf(lines: readonly string[], key: string): readonly string[] {
  const start = lines.findIndex((line) => line.trim().replace(/^-\s+/, '') === `${key}:`);
  if (start < 0) return [];
  const depth = indentOf(lines[start] ?? '');
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => {
    const isContent = line.trim() !== '' && !line.trim().startsWith('#');
    const isOwnItem = indentOf(line) === depth && line.trim().startsWith('- ') && !startsAsItem(lines[start]);
    return isContent && indentOf(line) <= depth && !isOwnItem;
  });
  return end < 0 ? rest : rest.slice(0, end);
}

function startsAsItem(line: string | undefined): boolean {
  return line?.trim().startsWith('- ') ?? false;
}

/** The items of a list: each from its dash to the next dash at the same depth. */
function itemsOf(lines: readonly string[]): readonly Item[] {
  const first = lines.find((line) => line.trim().startsWith('- '));
  if (first === undefined) return [];
  const indent = indentOf(first);
  const items: string[][] = [];
  for (const line of lines) {
    if (indentOf(line) === indent && line.trim().startsWith('- ')) items.push([line]);
    else items.at(-1)?.push(line);
  }
  return items.map((itemLines) => ({ indent, lines: itemLines }));
}

/** A member of the item itself, not of something nested in it. */
function memberOf(item: Item, key: string): string | undefined {
  const member = new RegExp(`^(?:- +| {${item.indent + 2},${item.indent + 4}})${key}:\\s*(.+)$`);
  const line = item.lines.map((text, index) => (index === 0 ? text.trim() : text)).find((text) => member.test(text));
  const value = line === undefined ? undefined : member.exec(line)?.[1];
  return value === undefined ? undefined : unquoted(value.trim());
}

function nestedMember(item: Item, key: string): string | undefined {
  const line = item.lines.find((text) => text.trim().replace(/^-\s+/, '').startsWith(`${key}:`));
  const value = line?.slice(line.indexOf(':') + 1).trim();
  return value === undefined || value === '' ? undefined : unquoted(value);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}
