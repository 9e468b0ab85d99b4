import { createRequire } from 'node:module';
import { join } from 'node:path';
import { dataDirectory } from '../../aws/data-directory.ts';
import { pointerKeys } from '../../data/json-pointer.ts';
import { suggest } from '../../data/suggest.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import type { YamlText } from './read-yaml.ts';
import { faultAt } from './source-file.ts';

/** What a validator that ajv has compiled tells. */
interface Violation {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly parentSchema?: { readonly properties?: Readonly<Record<string, unknown>> };
}

interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly Violation[] | null;
}

let validator: Validator | undefined;

/** Checks a manifest against the schema that editors get, `schemas/skyql.stack.schema.json`. Throws INVALID_MANIFEST. */
export function checkForm(yaml: YamlText): void {
  // The build compiles the schema: reading it as text and compiling it would take longer than the rest of the start.
  validator ??= createRequire(import.meta.url)(join(dataDirectory(), '..', 'validate-stack.cjs')) as Validator;
  if (validator(yaml.value)) return;
  const violations = validator.errors ?? [];
  // Of alternatives that all fail the one that came furthest says most.
  const deepest = violations.toSorted((one, other) => depthOf(other) - depthOf(one))[0];
  if (deepest !== undefined) throw faultOf(yaml, deepest);
}

function depthOf({ instancePath, keyword }: Violation): number {
  return instancePath.split('/').length * 2 + (keyword === 'additionalProperties' ? 1 : 0);
}

function faultOf(yaml: YamlText, { instancePath, keyword, params, message, parentSchema }: Violation): SkyqlError {
  const path = pathOf(yaml, instancePath);
  const of = nameOf(path);
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty);
    const known = Object.keys(parentSchema?.properties ?? {});
    const near = suggest(key, known, 2);
    return faultAt(yaml.keyPlaceOf([...path, key]), 'INVALID_MANIFEST', `${of} has no ${key}.`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It takes ${known.join(', ')}.`,
    });
  }
  if (keyword === 'required')
    return faultAt(yaml.placeOf(path), 'INVALID_MANIFEST', `${of} has no ${String(params.missingProperty)}.`, {
      hint: `Add ${String(params.missingProperty)}.`,
    });
  const allowed = params.allowedValues;
  const said = Array.isArray(allowed) ? `is one of ${allowed.join(', ')}` : (message ?? 'is not as it must be');
  return faultAt(yaml.placeOf(path), 'INVALID_MANIFEST', `${of} ${said}.`, {
    hint: 'docs/stacks.md tells what each key takes.',
  });
}

/** The keys of a JSON pointer, with the indexes of lists as numbers. */
function pathOf({ value }: YamlText, pointer: string): readonly (string | number)[] {
  let at: unknown = value;
  return pointerKeys(pointer).map((key) => {
    const step = Array.isArray(at) ? Number(key) : key;
    at = (at as Readonly<Record<string | number, unknown>> | undefined)?.[step];
    return step;
  });
}

/** `["resources", 2, "props"]` in words. */
function nameOf(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'The manifest';
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
