import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { arnOf, type ResourceKind } from '../arns.ts';
import { alreadyExists, dryRunSucceeded } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import type { ConfigurationRecord } from '../tables.ts';
import { deleteConfiguration, requireConfiguration } from './configurations.ts';

/** What tells one kind of configuration from the other: both are named settings with tags, replaced whole by an update. */
export interface ConfigurationKind {
  /** `DistributionConfiguration`, as it stands in the operations' names. */
  readonly noun: string;
  /** `distribution-configuration`, as it stands in ARNs. */
  readonly inArn: ResourceKind;
  /** `distributionConfiguration`, as it stands in members' names. */
  readonly member: string;
  readonly table: (context: RequestContext) => Table<ConfigurationRecord>;
  /** What an update replaces; what it leaves out goes back to its default. */
  readonly settingsOf: (input: WireStructure) => WireStructure;
  readonly summaryOf: (configuration: ConfigurationRecord) => WireStructure;
}

/** The five operations of a kind of configuration. */
export function configurationOperations(kind: ConfigurationKind): Readonly<Record<string, Operation>> {
  const { noun, inArn, member, table, settingsOf, summaryOf } = kind;
  const arnMember = `${member}Arn`;
  const answer = (input: WireStructure, context: RequestContext, arn: string): WireStructure => ({
    requestId: context.requestId,
    clientToken: input.clientToken,
    [arnMember]: arn,
  });

  const create: Operation = (input, context) => {
    const name = textOf(input.name) ?? '';
    const arn = arnOf(context, inArn, name);
    if (table(context).has(arn)) throw alreadyExists(noun, arn);
    const date = isoTime(context.now);
    const tags = textMapOf(input.tags);
    const settings = settingsOf(input);
    if (flagOf(input.dryRun)) throw dryRunSucceeded();
    table(context).set(arn, { ...settings, arn, name, dateCreated: date, dateUpdated: date, tags });
    return answer(input, context, arn);
  };

  const get: Operation = (input, context) => ({
    requestId: context.requestId,
    [member]: requireConfiguration(table(context), textOf(input[arnMember])),
  });

  const update: Operation = (input, context) => {
    const { arn, name, dateCreated, tags } = requireConfiguration(table(context), textOf(input[arnMember]));
    const dateUpdated = isoTime(context.now);
    table(context).set(arn, { ...settingsOf(input), arn, name, dateCreated, dateUpdated, tags });
    return answer(input, context, arn);
  };

  const remove: Operation = (input, context) => {
    const arn = textOf(input[arnMember]) ?? '';
    deleteConfiguration(table(context), arn, context);
    return { requestId: context.requestId, [arnMember]: arn };
  };

  const list: Operation = (input, context) => {
    const page = listPage(`${inArn}s`, [...table(context).values()], input, {
      name: (configuration) => configuration.name,
    });
    return {
      requestId: context.requestId,
      [`${member}SummaryList`]: page.items.map(summaryOf),
      nextToken: page.nextToken,
    };
  };

  return {
    [`Create${noun}`]: idempotent(`Create${noun}`, create),
    [`Get${noun}`]: get,
    [`Update${noun}`]: idempotent(`Update${noun}`, update),
    [`Delete${noun}`]: remove,
    [`List${noun}s`]: list,
  };
}
