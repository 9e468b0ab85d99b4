import type {
  MethodDescription,
  ParameterDescription,
  ResourceDescription,
} from '../../catalog/resource-description.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { placeColumns } from '../../plan/access/choose-path.ts';
import { providerOf } from '../catalogs.ts';
import type { StatementRun } from '../statement-run.ts';

/** What a method of a service's own API takes. */
export async function inputsOf(
  { session }: StatementRun,
  description: ResourceDescription,
  method: MethodDescription,
): Promise<readonly ParameterDescription[]> {
  const parameters = await providerOf(session, description.provider).catalog.parameters(
    description.service,
    description.name,
    method.name,
  );
  return parameters.filter((parameter) => parameter.kind !== 'output' && !placeColumns.includes(parameter.name));
}

/** An input of a native method by the API's own name or in snake_case. Throws UNKNOWN_PARAMETER. */
export async function inputName(
  run: StatementRun,
  description: ResourceDescription,
  method: MethodDescription,
  name: string,
): Promise<string> {
  const inputs = await inputsOf(run, description, method);
  const input = inputs.find((own) => plainName(own.name) === plainName(name));
  if (input !== undefined) return input.name;
  const near = suggest(
    name,
    inputs.map((own) => own.name),
  );
  throw new SkyqlError('UNKNOWN_PARAMETER', `${method.name} takes no ${name}.`, {
    hint:
      near.length === 0
        ? `It takes: ${inputs.map((own) => own.name).join(', ')}.`
        : `Did you mean ${near.join(' or ')}?`,
  });
}

/** A name without what tells its spellings apart: `data__ImageName`, `image_name`. */
export function plainName(name: string): string {
  return name
    .replace(/^data__/, '')
    .replaceAll('_', '')
    .toLowerCase();
}
