import { stringify } from 'yaml';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, pick, structuresOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { amazonComponents } from '../amazon-managed.ts';
import { isAmazonArn, versionArn } from '../arns.ts';
import { messages, versionOfListByName } from '../assumptions.ts';
import { dryRunSucceeded, hasDependents, invalidCombination, invalidValue, notFound } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { pageOf } from '../pages.ts';
import { deletePolicy, isShared } from '../sharing/policies.ts';
import { isOfOtherAccount, sharedRecords } from '../sharing/sharing.ts';
import { type ComponentRecord, components, containerRecipes, imageRecipes } from '../tables.ts';
import { nextDocumentBuild } from '../versions/next-document-build.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import { arnMatches, compareArns, findVersion } from '../versions/version-lookup.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { documentProblem, failingStep, readParameters, readPhases } from './documents.ts';
import { marketplaceComponents } from './marketplace.ts';

/** The component that an ARN means, the account's own or Amazon's; throws ResourceNotFoundException. */
export function requireComponent(context: RequestContext, arn: string, parameter: string): ComponentRecord {
  const records = isAmazonArn(arn)
    ? [...amazonComponents(context), ...marketplaceComponents(context)]
    : isOfOtherAccount(context, arn)
      ? sharedComponents(context)
      : components(context).values();
  const found = components(context).get(arn) ?? findVersion(records, arn, parameter);
  if (!found) throw notFound(arn);
  return found;
}

function sharedComponents(context: RequestContext): readonly ComponentRecord[] {
  return sharedRecords(context, 'component', components).map(({ record }) => record);
}

/** The stages of a build that fail with this component: what it does to build, what it does to test. */
export function failingStages(component: ComponentRecord): readonly ('BUILDING' | 'TESTING')[] {
  const phases = readPhases(component.data ?? '');
  return [
    ...(failingStep(phases.filter((phase) => phase.name !== 'test')) ? (['BUILDING'] as const) : []),
    ...(failingStep(phases.filter((phase) => phase.name === 'test')) ? (['TESTING'] as const) : []),
  ];
}

/** Whether a component has anything to do to build, or to test. One whose document the sandbox has not read does both. */
export function hasPhaseOf(component: ComponentRecord, type: 'BUILD' | 'TEST'): boolean {
  if (component.data === undefined) return true;
  return readPhases(component.data).some((phase) => (phase.name === 'test') === (type === 'TEST'));
}

const createComponent: Operation = (input, context) => {
  requireDataOrUri(input);
  const data = textOf(input.data);
  const problem = data === undefined ? undefined : documentProblem(data, 'phases');
  if (problem !== undefined) throw invalidValue('data', problem);
  const phases = readPhases(data ?? '');
  const isTest = phases.length > 0 && phases.every((phase) => phase.name === 'test');
  return storeComponent(input, context, isTest ? 'TEST' : 'BUILD');
};

const importComponent: Operation = (input, context) => {
  requireDataOrUri(input);
  const script = textOf(input.data);
  const type = input.type === 'TEST' ? 'TEST' : 'BUILD';
  const data = script === undefined ? {} : { data: documentOf(input, script) };
  return pick(storeComponent({ ...input, ...data }, context, type), [
    'requestId',
    'clientToken',
    'componentBuildVersionArn',
  ]);
};

/** "Imports a component and transforms its data into a component document." */
function documentOf(input: WireStructure, script: string): string {
  const action = input.platform === 'Windows' ? 'ExecutePowerShell' : 'ExecuteBash';
  const steps = [{ name: 'RunScript', action, inputs: { commands: [script] } }];
  return stringify({
    name: textOf(input.name),
    schemaVersion: 1,
    phases: [{ name: input.type === 'TEST' ? 'test' : 'build', steps }],
  });
}

function requireDataOrUri(input: WireStructure): void {
  if ((input.data === undefined) === (input.uri === undefined)) throw invalidCombination('data', messages.dataOrUri);
}

function storeComponent(input: WireStructure, context: RequestContext, type: 'BUILD' | 'TEST'): WireStructure {
  const name = textOf(input.name) ?? '';
  const version = requestedVersion(input, components(context).values());
  const kind = { noun: 'Component', inArn: 'component' } as const;
  const arn = nextDocumentBuild(context, kind, { name, version, input }, components(context).values());
  if (flagOf(input.dryRun)) throw dryRunSucceeded();
  components(context).set(arn, {
    ...pick(input, ['description', 'changeDescription', 'supportedOsVersions', 'data', 'uri', 'kmsKeyId']),
    arn,
    name,
    version,
    type,
    platform: textOf(input.platform) ?? 'Linux',
    state: { status: 'ACTIVE' },
    parameters: readParameters(textOf(input.data) ?? ''),
    owner: context.account,
    encrypted: true,
    dateCreated: isoTime(context.now),
    tags: textMapOf(input.tags),
    obfuscate: false,
  });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    componentBuildVersionArn: arn,
    latestVersionReferences: latestVersionReferences(arn),
  };
}

const getComponent: Operation = (input, context) => {
  const { uri: _, ...component } = requireComponent(
    context,
    textOf(input.componentBuildVersionArn) ?? '',
    'componentBuildVersionArn',
  );
  return {
    requestId: context.requestId,
    component: component.obfuscate === true ? { ...component, data: undefined } : component,
    latestVersionReferences: latestVersionReferences(component.arn),
  };
};

const deleteComponent: Operation = (input, context) => {
  const arn = textOf(input.componentBuildVersionArn) ?? '';
  if (!components(context).has(arn)) throw notFound(arn);
  const recipes = [...imageRecipes(context).values(), ...containerRecipes(context).values()];
  const isUsed = recipes.some((recipe) =>
    structuresOf(recipe.components).some((used) => arnMatches(arn, textOf(used.componentArn) ?? '')),
  );
  if (isUsed || isShared(context, arn)) throw hasDependents(arn);
  components(context).delete(arn);
  deletePolicy(context, arn);
  return { requestId: context.requestId, componentBuildVersionArn: arn };
};

const summaryMembers = [
  'name',
  'version',
  'description',
  'platform',
  'supportedOsVersions',
  'type',
  'owner',
  'dateCreated',
];
const versionMembers = [...summaryMembers, 'productCodes'];

const listComponents: Operation = (input, context) => {
  const owned = ownedComponents(context, textOf(input.owner));
  const byName = flagOf(input.byName) ?? false;
  const group = (record: ComponentRecord) =>
    byName ? versionArn(record.arn).replace(/[^/]+$/, versionOfListByName) : versionArn(record.arn);
  const groups = new Map([...owned].sort(compareArns).map((record) => [group(record), record]));
  const page = listPage('components', [...groups], input, {
    description: ([, record]) => textOf(record.description),
    name: ([, record]) => record.name,
    platform: ([, record]) => record.platform,
    supportedOsVersion: ([, record]) => record.supportedOsVersions,
    type: ([, record]) => record.type,
    version: ([, record]) => record.version,
  });
  return {
    requestId: context.requestId,
    componentVersionList: page.items.map(([arn, record]) => ({
      ...pick(record, versionMembers),
      arn,
      ...(byName ? { version: versionOfListByName } : {}),
      status: 'ACTIVE',
    })),
    nextToken: page.nextToken,
  };
};

/** What an owner of a list request has: the account itself unless said otherwise. */
function ownedComponents(context: RequestContext, owner: string | undefined): readonly ComponentRecord[] {
  if (owner === 'Amazon') return amazonComponents(context);
  if (owner === 'AWSMarketplace') return marketplaceComponents(context);
  if (owner === 'Shared') return sharedComponents(context);
  return owner === undefined || owner === 'Self' ? [...components(context).values()] : [];
}

const listComponentBuildVersions: Operation = (input, context) => {
  const wanted = textOf(input.componentVersionArn);
  const amazon = wanted !== undefined && isAmazonArn(wanted);
  const all = amazon
    ? [...amazonComponents(context), ...marketplaceComponents(context)]
    : wanted !== undefined && isOfOtherAccount(context, wanted)
      ? sharedComponents(context)
      : [...components(context).values()];
  const builds = all
    .filter((record) => wanted === undefined || versionArn(record.arn) === wanted)
    .sort(compareArns)
    .reverse();
  const page = pageOf('component-builds', builds, input);
  return {
    requestId: context.requestId,
    componentSummaryList: page.items.map((record) =>
      pick(record, ['arn', ...summaryMembers, 'state', 'changeDescription', 'tags', 'obfuscate']),
    ),
    nextToken: page.nextToken,
  };
};

export const componentOperations: Readonly<Record<string, Operation>> = {
  CreateComponent: idempotent('CreateComponent', createComponent),
  ImportComponent: idempotent('ImportComponent', importComponent),
  GetComponent: getComponent,
  DeleteComponent: deleteComponent,
  ListComponents: listComponents,
  ListComponentBuildVersions: listComponentBuildVersions,
};
