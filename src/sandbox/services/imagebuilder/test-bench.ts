import type { WireStructure } from '../../../aws/service-model.ts';
import { callOperation } from '../../kit/call-operation.ts';
import { structureOf, textOf } from '../../kit/members.ts';
import { requestContext } from '../../kit/request-context.ts';
import { benchPlace } from '../../kit/service-bench.ts';
import type { ClockMode, Place, RequestContext, SandboxState } from '../../service.ts';
import { createCheckedState } from '../../state/checked-state.ts';
import { createClock } from '../../state/create-clock.ts';
import { callEc2 } from './call-service.ts';
import { imagebuilder } from './imagebuilder.ts';
import { conformance } from './test-conformance.ts';

/** For tests: Image Builder over an empty state, at a time that the test moves. */
export interface TestBench {
  readonly state: SandboxState;
  context(place?: Partial<Place>): RequestContext;
  /** Throws when the request that succeeds, or its answer, is not as the model says. */
  call(operation: string, input?: WireStructure, place?: Partial<Place>): WireStructure;
  /** Milliseconds; the clock's own, whatever its mode. */
  pass(milliseconds: number): void;
  /** What each request does first. */
  advance(): void;
  /** Each of the following answers an ARN, or an id where there is none. */
  createInfrastructure(name?: string): string;
  createRecipe(members?: WireStructure): string;
  createComponent(members?: WireStructure): string;
  createImage(members?: WireStructure): string;
  /** Of EC2's, for distributions that give it versions. */
  createLaunchTemplate(): string;
}

export const testStart = Date.parse('2026-11-21T12:00:00.000Z');

export function createTestBench(mode: ClockMode): TestBench {
  let time = testStart;
  const clock = createClock(mode, () => time);
  const state = createCheckedState(7);
  let requests = 0;
  const context: TestBench['context'] = (place = {}) => {
    requests += 1;
    return requestContext({ place: { ...benchPlace, ...place }, state, clock, requestId: `request-${requests}` });
  };
  const call: TestBench['call'] = (operation, input = {}, place = {}) => {
    const answer = callOperation(imagebuilder, operation, input, context(place));
    const violations = [
      ...conformance.violationsOf(operation, 'input', input),
      ...conformance.violationsOf(operation, 'output', answer),
    ];
    if (violations.length > 0) throw new Error(violations.join('\n'));
    return answer;
  };
  const made = (operation: string, arnMember: string, members: WireStructure): string =>
    textOf(call(operation, { clientToken: clientToken(), ...members })[arnMember]) ?? '';
  return {
    state,
    context,
    call,
    pass(milliseconds) {
      time += milliseconds;
    },
    advance: () => imagebuilder.advance?.(state, clock),
    createInfrastructure: (name = 'Build Hosts') =>
      made('CreateInfrastructureConfiguration', 'infrastructureConfigurationArn', {
        name,
        instanceProfileName: 'image-builder',
      }),
    createRecipe: (members = {}) =>
      made('CreateImageRecipe', 'imageRecipeArn', {
        name: 'Golden Linux',
        semanticVersion: '1.0.0',
        parentImage: amazonLinux,
        components: [{ componentArn: updateLinux }],
        ...members,
      }),
    createComponent: (members = {}) =>
      made('CreateComponent', 'componentBuildVersionArn', {
        name: 'Harden SSH',
        semanticVersion: '1.0.0',
        platform: 'Linux',
        data: componentData('- sudo sshd -t'),
        ...members,
      }),
    createImage: (members = {}) => made('CreateImage', 'imageBuildVersionArn', members),
    createLaunchTemplate() {
      const input = { LaunchTemplateName: 'web', LaunchTemplateData: { InstanceType: 't3.micro' } };
      const answer = callEc2('CreateLaunchTemplate', input, context());
      return textOf(structureOf(answer.LaunchTemplate).LaunchTemplateId) ?? '';
    },
  };
}

let tokens = 0;
/** A client token of its own for each request. */
export function clientToken(): string {
  tokens += 1;
  return `token-${tokens}`;
}

export const amazonLinux = 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x';
export const updateLinux = 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x';

/** A component document whose only step runs these lines. */
export function componentData(commands: string, phase = 'build'): string {
  const lines = commands.split('\n').map((line) => `            ${line}`);
  return [
    'schemaVersion: 1.0',
    'phases:',
    `  - name: ${phase}`,
    '    steps:',
    '      - name: Run',
    '        action: ExecuteBash',
    '        inputs:',
    '          commands:',
    ...lines,
  ].join('\n');
}
