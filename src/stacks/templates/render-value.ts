import type { Value } from '../../data/value.ts';
import { faultAt, type Place } from '../manifest/source-file.ts';
import { renderTemplate, type TemplateFunctions } from './jinja.ts';
import { parseTemplate, type Template } from './parse-template.ts';
import { textOfValue } from './values.ts';

/** What a template names, found when it is asked for; undefined where nothing defines it. */
export interface Scope {
  lookup(name: string): Value | undefined;
  readonly functions: TemplateFunctions;
}

/** The templates in all texts of a value. */
export function templatesIn(value: Value, place: Place): readonly Template[] {
  if (typeof value === 'string') return /\{\{|\{%|\{#/.test(value) ? [parseTemplate(value, inside(value, place))] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as Readonly<Record<string, Value>>).flatMap((member) => templatesIn(member, place));
}

/**
 * A value with its templates rendered. A text that is one `{{ ... }}` and nothing else is what that says, a list too; in
 * any other text each value is printed as text.
 */
export function renderValue(value: Value, place: Place, scope: Scope): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => renderValue(item, place, scope));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value as Readonly<Record<string, Value>>).map(([name, member]) => [
        /\{\{/.test(name) ? textOfValue(renderValue(name, place, scope)) : name,
        renderValue(member, place, scope),
      ]),
    );
  const [template] = templatesIn(value, place);
  if (template === undefined) return value;
  const { text, printed, marks } = renderTemplate(template, valuesOf(template, scope), scope.functions);
  const whole = printed.get(text.trim());
  if (whole !== undefined && template.outputs.length === 1) return whole.value;
  return text.replace(marks, (mark) => {
    const own = printed.get(mark);
    if (own?.value === null)
      throw faultAt(template.place, 'INVALID_TEMPLATE', `${own.expression} is NULL, and stands in a text.`, {
        hint: "Say what stands in its place: {{ x | default('none', true) }}.",
      });
    return own === undefined ? mark : textOfValue(own.value);
  });
}

/** The values that a template names. */
export function valuesOf({ references }: Template, scope: Scope): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  // A name that is called is the function everywhere in the template: `uuid` and `uuid()` may stand in one.
  const called = new Set(references.flatMap(({ root, isCalled }) => (isCalled ? [root] : [])));
  for (const { root } of references) {
    if (root in values || (called.has(root) && root in scope.functions)) continue;
    const value = scope.lookup(root);
    if (value !== undefined) values[root] = value;
  }
  return values;
}

/** Where a text's first character stands, as far as the text is written in the file as it is. */
function inside(value: string, { file, offset }: Place): Place {
  const [first = ''] = value.split('\n');
  const at = file.text.indexOf(first, offset);
  return { file, offset: at === -1 ? offset : at };
}
