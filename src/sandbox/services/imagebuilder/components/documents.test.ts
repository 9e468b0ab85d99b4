import { describe, expect, it } from 'vitest';
import { componentData } from '../test-bench.ts';
import { failingStep, readParameters, readPhases, readWorkflowSteps } from './documents.ts';

const document = `name: Harden
schemaVersion: 1.0
parameters:
  - Level:
      type: string
      default: 'high'
      description: How hard.
phases:
  - name: build
    steps:
      - name: First
        action: ExecuteBash
        inputs:
          commands:
            - echo one
      - action: ExecutePowerShell
        name: Second
        onFailure: Continue
        inputs:
          commands:
            - exit 3
  - name: test
    steps:
      - name: Check
        action: ExecuteBash
        inputs:
          commands:
            - |
              if ! sshd -t; then
                exit 1
              fi
`;

describe('documents', () => {
  it('reads phases and their steps', () => {
    const phases = readPhases(document);
    expect(phases.map((phase) => [phase.name, phase.steps.map((step) => [step.name, step.action])])).toEqual([
      [
        'build',
        [
          ['First', 'ExecuteBash'],
          ['Second', 'ExecutePowerShell'],
        ],
      ],
      ['test', [['Check', 'ExecuteBash']]],
    ]);
    expect(phases[0]?.steps[1]?.onFailure).toBe('Continue');
  });

  it('reads lists that stand no deeper than their key', () => {
    const data =
      'phases:\n- name: build\n  steps:\n  - name: A\n    action: ExecuteBash\n- name: test\n  steps:\n  - name: B\n    action: Reboot\n';
    expect(readPhases(data).map((phase) => phase.steps.map((step) => step.name))).toEqual([['A'], ['B']]);
  });

  it('reads parameters of components and of workflows', () => {
    expect(readParameters(document)).toEqual([
      { name: 'Level', type: 'string', defaultValue: ['high'], description: 'How hard.' },
    ]);
    const workflow =
      'parameters:\n  - name: waitForAction\n    type: boolean\n    defaultValue: false\nsteps:\n  - name: Launch\n    action: LaunchInstance\n';
    expect(readParameters(workflow)).toEqual([{ name: 'waitForAction', type: 'boolean', defaultValue: ['false'] }]);
    expect(readWorkflowSteps(workflow).map((step) => step.action)).toEqual(['LaunchInstance']);
  });

  it.each([
    ['- exit 1', true],
    ['- echo hello\n- exit 42', true],
    ["- 'exit 1'", true],
    ['- |\n  yum update -y\n  exit 1', true],
    ['- exit 0', false],
    ['- test -f /etc/passwd || exit 1', false],
    ['- |\n  if test -f /x; then\n    exit 1\n  fi', false],
    ['- |\n  for f in a b; do\n    exit 1\n  done', false],
    ['- |\n  if true; then echo; fi\n  exit 1', true],
    ['- echo "exit 1"', false],
  ])('a step that runs %j fails: %s', (commands, fails) => {
    expect(failingStep(readPhases(componentData(commands))) !== undefined).toBe(fails);
  });

  it('does not fail on a step whose failure is to be ignored', () => {
    expect(failingStep(readPhases(document))).toBeUndefined();
  });
});
