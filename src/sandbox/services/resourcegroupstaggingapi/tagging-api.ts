import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import { mergeTags, type Tag, tagsIn } from '../../kit/tags/tag.ts';
import type { RequestContext, SandboxService } from '../../service.ts';
import { createResourceTypes, type SchemaSource } from '../cloudcontrol/resources/resource-types.ts';
import { messages } from './assumptions.ts';
import { type HeldResource, heldResources } from './held-resources.ts';
import { resourcePages, textPages } from './pages.ts';

/** The tags of all that the sandbox holds, whichever service holds it. */
export function createTaggingApi(services: readonly SandboxService[], schemaOf: SchemaSource): SandboxService {
  const types = createResourceTypes(services, schemaOf);
  const held = (context: RequestContext) => heldResources(services, types, context);
  const tagged = async (context: RequestContext) => (await held(context)).filter(({ tags }) => tags.length > 0);

  return {
    service: 'resourcegroupstaggingapi',
    operations: {
      async GetResources(input, context) {
        const found = (await tagged(context)).filter((resource) => fits(resource, input));
        const page = resourcePages.byPlace('resources', found, input);
        return {
          PaginationToken: page.nextToken ?? '',
          ResourceTagMappingList: page.items.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: tags })),
        };
      },
      async GetTagKeys(input, context) {
        const keys = (await tagged(context)).flatMap(({ tags }) => tags.map(({ Key }) => Key));
        return pageOfTexts('TagKeys', keys, input);
      },
      async GetTagValues(input, context) {
        const values = (await tagged(context)).flatMap(({ tags }) =>
          tags.filter(({ Key }) => Key === input.Key).map(({ Value }) => Value),
        );
        return pageOfTexts('TagValues', values, input);
      },
      TagResources: (input, context) => retag(input, context, (tags) => mergeTags(tags, tagsIn(input.Tags))),
      UntagResources: (input, context) => {
        const unwanted = textsOf(input.TagKeys);
        return retag(input, context, (tags) => tags.filter(({ Key }) => !unwanted.includes(Key)));
      },
    },
  };

  /** Each by itself: what failed is told by its ARN. */
  async function retag(
    input: WireStructure,
    context: RequestContext,
    change: (tags: readonly Tag[]) => readonly Tag[],
  ): Promise<WireStructure> {
    const known = new Map((await held(context)).map((resource) => [resource.arn, resource]));
    const failed: Record<string, WireStructure> = {};
    for (const arn of textsOf(input.ResourceARNList)) {
      const resource = known.get(arn);
      const message =
        resource === undefined ? messages.notFound(arn) : resource.change ? undefined : messages.notTaggable(arn);
      if (message !== undefined)
        failed[arn] = { StatusCode: 400, ErrorCode: 'InvalidParameterException', ErrorMessage: message };
      else resource?.change?.(change(resource.tags));
    }
    return { FailedResourcesMap: failed };
  }
}

function pageOfTexts(name: string, texts: readonly string[], input: WireStructure): WireStructure {
  const page = textPages.byPlace(name, [...new Set(texts)].toSorted(), input);
  return { PaginationToken: page.nextToken ?? '', [name]: page.items };
}

function fits({ arn, tags }: HeldResource, input: WireStructure): boolean {
  const arns = textsOf(input.ResourceARNList);
  const types = textsOf(input.ResourceTypeFilters);
  const filters = structuresOf(input.TagFilters);
  return (
    (arns.length === 0 || arns.includes(arn)) &&
    (types.length === 0 || types.some((type) => isOfType(arn, type))) &&
    filters.every((filter) => {
      const values = textsOf(filter.Values);
      const key = textOf(filter.Key);
      return tags.some((tag) => tag.Key === key && (values.length === 0 || values.includes(tag.Value)));
    })
  );
}

/** `ec2`, `ec2:vpc`: the service and what stands before the name in the ARN. Of an ARN with a name alone the type is all of the service's. */
function isOfType(arn: string, filter: string): boolean {
  const [service = '', type] = filter.split(':');
  const [, , own, , , ...rest] = arn.split(':');
  if (own !== service) return false;
  if (type === undefined) return true;
  const named = rest.join(':');
  return named.startsWith(`${type}/`) || named.startsWith(`${type}:`) || !/[/:]/.test(named);
}
