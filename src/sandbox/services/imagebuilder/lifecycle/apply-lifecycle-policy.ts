import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import {
  flagOf,
  isoTime,
  numberOf,
  structureOf,
  structuresOf,
  textMapOf,
  textOf,
  textsOf,
} from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { nameInArn } from '../arns.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { versionMatches } from '../versions/versions.ts';
import { type ActionReport, applyAction, outputAmis } from './lifecycle-actions.ts';
import {
  type IncludedResources,
  type LifecycleAction,
  type LifecycleExecution,
  lifecycleExecutions,
  lifecyclePolicies,
  type PolicyRecord,
} from './lifecycle-record.ts';

const daysOfUnit: Readonly<Record<string, number>> = { DAYS: 1, WEEKS: 7, MONTHS: 30, YEARS: 365 };
const day = 86_400_000;

/** An age or time span of `value` and `unit`, in milliseconds. */
function spanOf(span: WireStructure): number {
  return (numberOf(span.value) ?? 0) * (daysOfUnit[textOf(span.unit) ?? 'DAYS'] ?? 1) * day;
}

/** Runs a policy over the images it selects. One execution records all that it did, were it nothing. */
export function applyLifecyclePolicy(context: RequestContext, policy: PolicyRecord): void {
  const id = `lce-${context.state.uuid()}`;
  const reports = structuresOf(policy.policyDetails).flatMap((detail) =>
    impactedImages(context, policy, detail).map((image) =>
      applyAction(context, image, actionOf(detail), includedBy(structureOf(detail.action).includeResources), id),
    ),
  );
  lifecyclePolicies(context).set(policy.arn, { ...policy, dateLastRun: isoTime(context.now) });
  lifecycleExecutions(context).set(id, {
    id,
    policyArn: policy.arn,
    ...outcomeOf(reports),
    start: context.now,
    end: context.now,
  });
}

/** What an execution says of what it did: it failed when any of it did. */
export function outcomeOf(
  reports: readonly ActionReport[],
): Pick<LifecycleExecution, 'status' | 'resources' | 'children'> {
  const children = new Map<string, readonly WireStructure[]>();
  for (const report of reports) {
    const arn = textOf(report.resource.resourceId) ?? '';
    children.set(arn, [...(children.get(arn) ?? []), ...report.children]);
  }
  const all = reports.flatMap((report) => [report.resource, ...report.children]);
  return {
    status: all.some((each) => structureOf(each.state).status === 'FAILED') ? 'FAILED' : 'SUCCESS',
    resources: reports.map((report) => report.resource),
    children: Object.fromEntries(children),
  };
}

function actionOf(detail: WireStructure): LifecycleAction {
  const type = structureOf(detail.action).type;
  return type === 'DELETE' || type === 'DISABLE' ? type : 'DEPRECATE';
}

/** Underlying resources are taken in unless the rule says otherwise. */
export function includedBy(value: WireStructure[string]): IncludedResources {
  const given = isStructure(value) ? value : { amis: true, snapshots: true, containers: true };
  return {
    amis: flagOf(given.amis) ?? false,
    snapshots: flagOf(given.snapshots) ?? false,
    containers: flagOf(given.containers) ?? false,
  };
}

const alreadyDone: Readonly<Record<LifecycleAction, readonly string[]>> = {
  DEPRECATE: ['DEPRECATED', 'DISABLED'],
  DISABLE: ['DISABLED'],
  DELETE: [],
  AVAILABLE: ['AVAILABLE'],
};

function impactedImages(context: RequestContext, policy: PolicyRecord, detail: WireStructure): readonly ImageBuild[] {
  const newestFirst = [...imageBuilds(context).values()]
    .filter((image) => ['AVAILABLE', 'DEPRECATED', 'DISABLED'].includes(image.end?.state.status ?? ''))
    .filter((image) => (policy.resourceType === 'CONTAINER_IMAGE') === (image.type === 'DOCKER'))
    .filter((image) => isSelected(image, structureOf(policy.resourceSelection)))
    .sort((left, right) => right.start - left.start || right.build - left.build);
  const filter = structureOf(detail.filter);
  const action = actionOf(detail);
  const keep = filter.type === 'COUNT' ? (numberOf(filter.value) ?? 0) : (numberOf(filter.retainAtLeast) ?? 0);
  return newestFirst
    .slice(keep)
    .filter((image) => filter.type === 'COUNT' || context.now - image.start >= spanOf(filter))
    .filter((image) => !alreadyDone[action].includes(image.end?.state.status ?? ''))
    .filter((image) => !isExcluded(context, image, structureOf(detail.exclusionRules)));
}

function isSelected(image: ImageBuild, selection: WireStructure): boolean {
  if (isStructure(selection.tagMap)) return hasTags(image.tags, textMapOf(selection.tagMap));
  return structuresOf(selection.recipes).some(
    (recipe) =>
      nameInArn(textOf(recipe.name) ?? '') === nameInArn(image.name) &&
      versionMatches(image.version, textOf(recipe.semanticVersion) ?? ''),
  );
}

function hasTags(tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

/** Whether a rule keeps an image from being touched, by its tags or by what its AMIs are. */
export function isExcluded(context: RequestContext, image: ImageBuild, rules: WireStructure): boolean {
  if (isStructure(rules.tagMap) && hasTags(image.tags, textMapOf(rules.tagMap))) return true;
  if (!isStructure(rules.amis)) return false;
  const { isPublic, regions, sharedAccounts, lastLaunched, tagMap } = rules.amis;
  return outputAmis(context, image).some(({ record, place }) => {
    const tags = Object.fromEntries((record.image.Tags ?? []).map((tag) => [tag.Key, tag.Value]));
    const launched = record.launched ?? Number.NEGATIVE_INFINITY;
    return (
      (flagOf(isPublic) === true && record.image.Public) ||
      textsOf(regions).includes(place.region) ||
      record.launchPermissions.some(({ UserId }) => UserId !== undefined && textsOf(sharedAccounts).includes(UserId)) ||
      (isStructure(lastLaunched) && context.now - launched < spanOf(lastLaunched)) ||
      (isStructure(tagMap) && hasTags(tags, textMapOf(tagMap)))
    );
  });
}
