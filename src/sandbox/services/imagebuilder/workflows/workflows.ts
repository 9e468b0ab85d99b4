import { flagOf, isoTime, pick, structuresOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { amazonWorkflows } from '../amazon-managed.ts';
import { isAmazonArn, type ResourceKind, versionArn } from '../arns.ts';
import { messages, versionOfListByName } from '../assumptions.ts';
import { documentProblem, readParameters } from '../components/documents.ts';
import { dryRunSucceeded, hasDependents, invalidCombination, invalidValue, notFound } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { pageOf } from '../pages.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import { type WorkflowRecord, workflows } from '../tables.ts';
import { nextDocumentBuild } from '../versions/next-document-build.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import { arnMatches, compareArns, findVersion } from '../versions/version-lookup.ts';
import { latestVersionReferences } from '../versions/versions.ts';

const kindOfType: Readonly<Record<string, ResourceKind>> = {
  BUILD: 'workflow/build',
  TEST: 'workflow/test',
  DISTRIBUTION: 'workflow/distribution',
};

/** The workflow that an ARN means, the account's own or Amazon's; throws ResourceNotFoundException. */
export function requireWorkflow(context: RequestContext, arn: string, parameter: string): WorkflowRecord {
  const records = isAmazonArn(arn) ? amazonWorkflows(context) : workflows(context).values();
  const found = workflows(context).get(arn) ?? findVersion(records, arn, parameter);
  if (!found) throw notFound(arn);
  return found;
}

const createWorkflow: Operation = (input, context) => {
  if ((input.data === undefined) === (input.uri === undefined)) throw invalidCombination('data', messages.dataOrUri);
  const problem = input.data === undefined ? undefined : documentProblem(textOf(input.data) ?? '', 'steps');
  if (problem !== undefined) throw invalidValue('data', problem);
  const name = textOf(input.name) ?? '';
  const type = textOf(input.type) ?? 'BUILD';
  const ofType = [...workflows(context).values()].filter((workflow) => workflow.type === type);
  const version = requestedVersion(input, ofType);
  const kind = { noun: 'Workflow', inArn: kindOfType[type] ?? 'workflow/build' };
  const arn = nextDocumentBuild(context, kind, { name, version, input }, ofType);
  if (flagOf(input.dryRun)) throw dryRunSucceeded();
  workflows(context).set(arn, {
    ...pick(input, ['description', 'changeDescription', 'data', 'uri', 'kmsKeyId']),
    arn,
    name,
    version,
    type,
    owner: context.account,
    dateCreated: isoTime(context.now),
    tags: textMapOf(input.tags),
    parameters: readParameters(textOf(input.data) ?? ''),
  });
  return {
    clientToken: input.clientToken,
    workflowBuildVersionArn: arn,
    latestVersionReferences: latestVersionReferences(arn),
  };
};

const getWorkflow: Operation = (input, context) => {
  const arn = textOf(input.workflowBuildVersionArn) ?? '';
  const { uri: _, ...workflow } = requireWorkflow(context, arn, 'workflowBuildVersionArn');
  return { workflow, latestVersionReferences: latestVersionReferences(workflow.arn) };
};

const deleteWorkflow: Operation = (input, context) => {
  const arn = textOf(input.workflowBuildVersionArn) ?? '';
  if (!workflows(context).has(arn)) throw notFound(arn);
  const isUsed = [...imagePipelines(context).values()].some((pipeline) =>
    structuresOf(pipeline.workflows).some((used) => arnMatches(arn, textOf(used.workflowArn) ?? '')),
  );
  if (isUsed) throw hasDependents(arn);
  workflows(context).delete(arn);
  return { workflowBuildVersionArn: arn };
};

const versionMembers = ['arn', 'name', 'version', 'description', 'type', 'owner', 'dateCreated'];

const listWorkflows: Operation = (input, context) => {
  const byName = flagOf(input.byName) ?? false;
  const group = (record: WorkflowRecord) =>
    byName ? versionArn(record.arn).replace(/[^/]+$/, versionOfListByName) : versionArn(record.arn);
  const owned = ownedWorkflows(context, textOf(input.owner));
  const groups = new Map([...owned].sort(compareArns).map((record) => [group(record), record]));
  const page = listPage('workflows', [...groups], input, {
    name: ([, record]) => record.name,
    type: ([, record]) => record.type,
    version: ([, record]) => record.version,
    description: ([, record]) => textOf(record.description),
  });
  return {
    workflowVersionList: page.items.map(([arn, record]) => ({
      ...pick(record, versionMembers),
      arn,
      ...(byName ? { version: versionOfListByName } : {}),
    })),
    nextToken: page.nextToken,
  };
};

function ownedWorkflows(context: RequestContext, owner: string | undefined): readonly WorkflowRecord[] {
  if (owner === 'Amazon') return amazonWorkflows(context);
  return owner === undefined || owner === 'Self' ? [...workflows(context).values()] : [];
}

const listWorkflowBuildVersions: Operation = (input, context) => {
  const wanted = textOf(input.workflowVersionArn);
  const amazon = wanted !== undefined && isAmazonArn(wanted);
  const all = amazon ? amazonWorkflows(context) : [...workflows(context).values()];
  const builds = all
    .filter((record) => wanted === undefined || arnMatches(record.arn, wanted))
    .sort(compareArns)
    .reverse();
  const page = pageOf('workflow-builds', builds, input);
  return {
    workflowSummaryList: page.items.map((record) => pick(record, [...versionMembers, 'changeDescription', 'tags'])),
    nextToken: page.nextToken,
  };
};

export const workflowOperations: Readonly<Record<string, Operation>> = {
  CreateWorkflow: idempotent('CreateWorkflow', createWorkflow),
  GetWorkflow: getWorkflow,
  DeleteWorkflow: deleteWorkflow,
  ListWorkflows: listWorkflows,
  ListWorkflowBuildVersions: listWorkflowBuildVersions,
};
