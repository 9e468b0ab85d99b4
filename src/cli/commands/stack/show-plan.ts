import { checkPolicies } from '../../../stacks/plan/check-policies.ts';
import { planStack } from '../../../stacks/plan/make-stack-plan.ts';
import type { PlannedResource, StackPlan } from '../../../stacks/plan/stack-plan.ts';
import type { StackRun } from '../../../stacks/run/stack-run.ts';
import { visibleText } from '../../../terminal/output/visible-text.ts';
import { type Style, styleOf } from '../../../terminal/style.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import type { Arguments } from '../../arguments/arguments.ts';
import { warnOf } from './warn-of.ts';
import { withRun } from './with-run.ts';

/** Plans a stack and writes what work on it would do: a build unless given. */
export async function showPlan(
  args: Arguments,
  terminal: Terminal,
  planned: (run: StackRun) => Promise<StackPlan> = planStack,
): Promise<StackPlan> {
  const plan = await withRun(args, terminal, { isDry: true }, async (run) => {
    const made = await planned(run);
    if (planned === planStack) warnOf(await checkPolicies(run, made), terminal);
    return made;
  });
  const isJson = args.value('output') === 'json';
  const style = styleOf(terminal, 'output', !args.flag('no-color'));
  await terminal.writeOutput(isJson ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan, style));
  return plan;
}

const signs: Readonly<Record<string, string>> = {
  create: '+',
  update: '~',
  replace: '-/+',
  delete: '-',
  adopt: '<-',
  read: '?',
  run: '>',
  put: '>',
  leave: '=',
  'no-op': '=',
};

/** A plan for people: a line a resource, and below it what changes. */
export function planText({ resources }: StackPlan, style: Style): string {
  const width = Math.max(...resources.map(({ address }) => address.length));
  const lines = resources.map((resource) => {
    const action = resource.actions.at(-1) ?? 'no-op';
    const colour =
      action === 'create'
        ? style.green
        : action === 'delete'
          ? style.red
          : ['update', 'replace'].includes(action)
            ? style.yellow
            : style.dim;
    const head = `${colour((signs[action] ?? '=').padStart(3))} ${resource.address.padEnd(width)}  ${resource.actions.join(', ')}: ${resource.reason}`;
    return `${[head, ...propertyLines(resource)].join('\n')}\n`;
  });
  const count = (action: string) => resources.filter(({ actions }) => actions.includes(action as never)).length;
  const totals = ['create', 'update', 'replace', 'delete', 'adopt']
    .map((action) => `${count(action)} to ${action}`)
    .join(', ');
  return `${lines.join('')}${totals}\n`;
}

function propertyLines({ before, after, after_unknown: unknown, drift }: PlannedResource): readonly string[] {
  const shown = (value: unknown) => visibleText(JSON.stringify(value));
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return [
    ...names.map((name) => {
      const from = before === null ? '' : `${shown(before[name] ?? null)} -> `;
      return `      ${name}: ${from}${shown(after?.[name] ?? null)}${drift.includes(name) ? ' (drift)' : ''}`;
    }),
    ...unknown.map((name) => `      ${name}: (known later)`),
  ];
}
