/** What a macro stands for: its arguments and its body; several where it takes different numbers of arguments. */
export type MacroBodies = readonly (readonly [parameters: string, body: string])[];

/** The statement that makes a macro of the session, kept out of the user's own database file. */
export function scalarMacro(name: string, ...bodies: MacroBodies): string {
  return `CREATE OR REPLACE TEMP MACRO "${name}"${bodies.map(([parameters, body]) => `(${parameters}) AS (${body})`).join(', ')}`;
}

/** As `scalarMacro`, for FROM. */
export function tableMacro(name: string, ...bodies: MacroBodies): string {
  return `CREATE OR REPLACE TEMP MACRO "${name}"${bodies.map(([parameters, body]) => `(${parameters}) AS TABLE (${body})`).join(', ')}`;
}

/** The name of what a CREATE statement of a macro or a type makes. */
export function macroName(statement: string): string {
  return /"([^"]+)"/.exec(statement)?.[1] ?? '';
}

/** The statements that take macros away again. */
export function macroRemovals(macros: readonly string[]): readonly string[] {
  return macros.map((macro) => {
    return `DROP MACRO ${/\) AS TABLE \(/.test(macro) ? 'TABLE ' : ''}IF EXISTS "${macroName(macro)}"`;
  });
}
