import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { numberOf, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { readYaml } from './read-yaml.ts';

/** A step of a component's or workflow's document. */
export interface DocumentStep {
  readonly name: string;
  readonly action: string;
  readonly description: string | undefined;
  readonly onFailure: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly inputs: WireStructure;
}

export interface DocumentPhase {
  readonly name: string;
  readonly steps: readonly DocumentStep[];
}

/**
 * The phases of a component document. The sandbox runs no commands: it reads of a document what it shows (steps) and
 * what decides a build (see `failingStep`).
 */
export function readPhases(data: string): readonly DocumentPhase[] {
  return structuresOf(contentOf(data).phases).map((phase) => ({
    name: textOf(phase.name) ?? '',
    steps: stepsOf(phase),
  }));
}

/** The steps of a workflow document. */
export function readWorkflowSteps(data: string): readonly DocumentStep[] {
  return stepsOf(contentOf(data));
}

/** What keeps a document from being used: no YAML, or no list of the name. Undefined when nothing does. */
export function documentProblem(data: string, list: 'phases' | 'steps'): string | undefined {
  const read = readYaml(data);
  if ('problem' in read) return read.problem;
  const found = structuresOf(structureOf(read.content)[list]);
  return found.length > 0 ? undefined : `The document has no '${list}'.`;
}

export type DocumentParameter = {
  readonly name: string;
  readonly type: string;
  readonly defaultValue?: readonly string[];
  readonly description?: string;
};

/** `name`, `type` and so on of the parameters that a document declares: a component's by name, a workflow's with `name`. */
export function readParameters(data: string): readonly DocumentParameter[] {
  return structuresOf(contentOf(data).parameters).map((item) => {
    const [key = '', settings] = Object.entries(item)[0] ?? [];
    const members = isStructure(settings) && textOf(item.name) === undefined ? settings : item;
    const defaultValue = members.default ?? members.defaultValue;
    return present({
      name: textOf(item.name) ?? key,
      type: textOf(members.type) ?? 'string',
      defaultValue: defaultValue === undefined || defaultValue === null ? undefined : textsIn(defaultValue),
      description: textOf(members.description),
    }) as DocumentParameter;
  });
}

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
        exitsWithFailure(commandsOf(step)),
    );
}

/** The commands of a step, a line each. */
export function commandsOf(step: DocumentStep): readonly string[] {
  return textsIn(step.inputs.commands ?? []).flatMap((command) => command.split('\n'));
}

/** Whether a script ends with an error whatever it meets: it has `exit N`, N not 0, outside every branch and loop. */
export function exitsWithFailure(lines: readonly string[]): boolean {
  let depth = 0;
  for (const line of lines) {
    const command = line.trim();
    if (/^(?:fi|done|esac)\b/.test(command)) depth -= 1;
    if (depth === 0 && /^exit\s+[1-9]\d*;?$/.test(command)) return true;
    if (/^(?:if|for|while|until|case)\b/.test(command) && !/\b(?:fi|done|esac)$/.test(command)) depth += 1;
  }
  return false;
}

function contentOf(data: string): WireStructure {
  const read = readYaml(data);
  return 'problem' in read ? {} : structureOf(read.content);
}

function stepsOf(holder: WireStructure): readonly DocumentStep[] {
  return structuresOf(holder.steps).map((step) => ({
    name: textOf(step.name) ?? '',
    action: textOf(step.action) ?? '',
    description: textOf(step.description),
    onFailure: textOf(step.onFailure),
    timeoutSeconds: numberOf(step.timeoutSeconds),
    inputs: structureOf(step.inputs),
  }));
}

/** Scalars as texts: documents have `false` and `1` where the API has strings. */
function textsIn(value: WireValue): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => ['string', 'number', 'boolean'].includes(typeof item)).map(String);
}
