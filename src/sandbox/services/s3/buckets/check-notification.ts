import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { badRequest } from '../faults.ts';

const kinds = [
  ['TopicConfigurations', 'TopicArn', 'sns'],
  ['QueueConfigurations', 'QueueArn', 'sqs'],
  ['LambdaFunctionConfigurations', 'LambdaFunctionArn', 'lambda'],
] as const;

const refused = (message: string) => badRequest('InvalidArgument', message);

/**
 * The notifications of a bucket, each with an id; throws, in S3's words, for what it does not take. Whether there is a queue
 * of the name is not asked: the sandbox has none.
 */
export function notificationConfiguration(input: WireStructure, newId: () => string): WireStructure {
  const configuration = structureOf(input.NotificationConfiguration);
  const ids = kinds.flatMap(([member]) => structuresOf(configuration[member]).flatMap(({ Id }) => textOf(Id) ?? []));
  if (new Set(ids).size < ids.length) throw refused('Same ID used for multiple configurations. IDs must be unique');
  const checked = kinds.flatMap(([member, arnMember, service]) => {
    const all = structuresOf(configuration[member]);
    for (const each of all) {
      if (!isArnOf(service, textOf(each[arnMember]) ?? '')) throw refused('The ARN is not well formed');
      checkFilter(each);
    }
    return all.length === 0 ? [] : [[member, all.map((each) => ({ ...each, Id: each.Id ?? newId() }))] as const];
  });
  return { ...configuration, ...Object.fromEntries(checked) };
}

function isArnOf(service: string, arn: string): boolean {
  return new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:[\\w.:/-]+$`).test(arn);
}

function checkFilter(configuration: WireStructure): void {
  const rules = structuresOf(structureOf(structureOf(configuration.Filter).Key).FilterRules);
  const names = rules.map(({ Name }) => (textOf(Name) ?? '').toLowerCase());
  if (names.some((name) => name !== 'prefix' && name !== 'suffix'))
    throw refused('filter rule name must be either prefix or suffix');
  for (const name of ['prefix', 'suffix'])
    if (names.filter((each) => each === name).length > 1)
      throw refused(`Cannot specify more than one ${name} rule in a filter.`);
}
