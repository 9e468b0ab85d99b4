/** What a name of a distribution's AMIs may contain, each in double braces. */
export interface NameVariables {
  readonly buildDate: string;
  readonly buildVersion: string;
}

const variable = /\{\{\s*imagebuilder:(buildDate|buildVersion)\s*\}\}/g;

/** A distribution's name of an AMI as one build fills it in. */
export function amiName(template: string, values: NameVariables): string {
  return template.replace(variable, (_, name: keyof NameVariables) => values[name]);
}

/** Whether each build has a name of its own: "The name must include the {{ imagebuilder:buildDate }} dynamic tag" (model). */
export function hasBuildDate(template: string): boolean {
  return [...template.matchAll(variable)].some(([, name]) => name === 'buildDate');
}
