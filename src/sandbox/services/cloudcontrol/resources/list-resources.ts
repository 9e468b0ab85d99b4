import type { WireStructure } from '../../../../aws/service-model.ts';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { malformedResourceModel } from '../assumptions.ts';
import { pages } from '../pages.ts';
import { primaryIdentifier } from './resource-identifier.ts';
import { handled, parseStructure, visibleText } from './resource-model.ts';
import type { ResourceType } from './resource-types.ts';

export function listResources(type: ResourceType, input: WireStructure, context: RequestContext): WireStructure {
  const { schema, handler } = type;
  const model = input.ResourceModel === undefined ? {} : parseStructure(String(input.ResourceModel));
  if (model === undefined) throw new SandboxFault('InvalidRequestException', malformedResourceModel);
  refuseIncompleteModel(schema, model);
  const listed = handled(schema.typeName, context, () => handler.list(model, context));
  const page = pages.ListResources.byPlace(`${schema.typeName}/${JSON.stringify(model)}`, listed, input);
  return {
    TypeName: schema.typeName,
    ResourceDescriptions: page.items.map((properties) => ({
      Identifier: primaryIdentifier(schema, properties),
      Properties: visibleText(schema, properties),
    })),
    NextToken: page.nextToken,
  };
}

/** The wording, with its missing space, is AWS's (github.com/awslabs/mcp issue 403). */
function refuseIncompleteModel(schema: ResourceSchema, model: WireStructure): void {
  const needed = schema.handlers?.list?.handlerSchema;
  if (needed === undefined) return;
  const ofChoice = (choice: readonly { readonly required?: readonly string[] }[] = []) => {
    const alternatives = choice.map((one) => lacking(one.required, model));
    return alternatives.some((keys) => keys.length === 0) ? [] : (alternatives[0] ?? []);
  };
  const missing = [...lacking(needed.required, model), ...ofChoice(needed.oneOf), ...ofChoice(needed.anyOf)];
  if (missing.length === 0) return;
  const reasons = missing.map((key) => `#: required key [${key}] not found`).join(', ');
  throw new SandboxFault(
    'InvalidRequestException',
    `Missing or invalid ResourceModel property in ${schema.typeName} list handler request input.Required property: (${reasons})`,
  );
}

function lacking(required: readonly string[] | undefined, model: WireStructure): readonly string[] {
  return (required ?? []).filter((key) => model[key] === undefined);
}
